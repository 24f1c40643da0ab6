// SPDX-License-Identifier: Apache-2.0
// A workbook's zip archive: its parts by name, unpacked in a stream (libzip). Nothing is written anywhere, and nothing
// is believed: declared sizes are checked before a part is opened and the bytes are counted as they come.
//
// There is no check of the archive's consistency as a whole: mail gateways add bytes to files that every spreadsheet opens.
// The checksum of a part is checked when its last byte is read.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "intake/intake.hpp"

namespace sanqu::intake {

inline constexpr std::uint64_t k_part_bytes_max = std::uint64_t{4}
                                                  << 30;           // of a sheet or the texts
inline constexpr std::uint64_t k_small_part_bytes_max = 64 << 20;  // of any other part
inline constexpr std::uint64_t k_parts_max = 10'000;
/// Honest files unpack to 9 to 13 times their size; a part of more than 16 MiB may be 200 times its packed size.
inline constexpr std::uint64_t k_unpack_ratio_max = 200;
inline constexpr std::uint64_t k_unpack_free_bytes = 16 << 20;

enum class PartSize : std::uint8_t { small, large };

/// One part's bytes in order.
class PartStream {
 public:
  virtual ~PartStream() = default;
  /// 0 at the end; the checksum was right then. Errors: intake.xlsx_damaged; those of the file.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
};

class XlsxPackage {
 public:
  /// `bytes` must outlive it. Errors: intake.xlsx_damaged, xlsx_encrypted, xlsx_duplicate_part, xlsx_too_large; those of
  /// the file.
  static Result<std::unique_ptr<XlsxPackage>> open(const std::string& file, RandomAccess& bytes);
  ~XlsxPackage();

  /// Names as in the archive, with or without a slash in front; letters in either case.
  bool has(std::string_view part) const;
  /// Errors: as of `open`; intake.xlsx_damaged where there is no such part.
  Result<std::unique_ptr<PartStream>> open_part(std::string_view part, PartSize size) const;
  const std::string& file() const { return file_; }

 private:
  struct Archive;
  explicit XlsxPackage(std::string file);
  Result<bool> index_parts();

  std::string file_;
  std::unique_ptr<Archive> archive_;
  std::unordered_map<std::string, std::uint64_t>
      parts_;  // name in lower case -> index in the archive
};

/// `target` of a relationship, seen from the part `from`: absolute (/xl/a.xml) or relative (../a.xml).
std::string resolved_part(std::string_view from, std::string_view target);

}  // namespace sanqu::intake
