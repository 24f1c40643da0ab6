// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_package.hpp"

#include <zip.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "intake/errors.hpp"
#include "intake/word_index.hpp"

namespace sanqu::intake {

namespace {

std::unexpected<Errors> damaged(const std::string& file, std::string zh, std::string en) {
  return refuse(errors::k_xlsx_damaged, {file, 0, 0, ""}, {std::move(zh), std::move(en)});
}

std::unexpected<Errors> damaged_part(const std::string& file, std::string_view part,
                                     const std::string& zh, const std::string& en) {
  const std::string name(part);
  return damaged(file, name + " " + zh, name + ": " + en);
}

std::unexpected<Errors> too_large(const std::string& file, std::string_view part,
                                  std::uint64_t bytes) {
  const std::string mib = std::to_string(bytes >> 20) + " MiB";
  const std::string name(part);
  return refuse(errors::k_xlsx_too_large, {file, 0, 0, ""},
                {name + " " + mib, name + " has " + mib});
}

/// The key under which a part is known.
std::string part_key(std::string_view name) {
  std::string key = lower_case(name);
  std::replace(key.begin(), key.end(), '\\', '/');
  const std::size_t begin = key.find_first_not_of('/');
  return begin == std::string::npos ? std::string() : key.substr(begin);
}

/// What libzip reads from: it asks by commands.
struct ZipInput {
  RandomAccess* bytes = nullptr;
  std::uint64_t at = 0;
  zip_error_t error{};
  std::optional<Errors> failure;  // of `bytes`: what libzip can't say

  zip_int64_t read(void* data, zip_uint64_t size) {
    auto got = bytes->read_at(at, {static_cast<char*>(data), static_cast<std::size_t>(size)});
    if (!got) {
      failure = std::move(got.error());
      zip_error_set(&error, ZIP_ER_READ, 0);
      return -1;
    }
    at += *got;
    return static_cast<zip_int64_t>(*got);
  }

  zip_int64_t seek(void* data, zip_uint64_t size) {
    const zip_int64_t to = zip_source_seek_compute_offset(at, bytes->bytes(), data, size, &error);
    if (to < 0) return -1;
    at = static_cast<std::uint64_t>(to);
    return 0;
  }
};

zip_int64_t on_zip_command(void* user, void* data, zip_uint64_t size, zip_source_cmd_t command) {
  auto& input = *static_cast<ZipInput*>(user);
  switch (command) {
    case ZIP_SOURCE_OPEN: input.at = 0; return 0;
    case ZIP_SOURCE_READ: return input.read(data, size);
    case ZIP_SOURCE_SEEK: return input.seek(data, size);
    case ZIP_SOURCE_TELL: return static_cast<zip_int64_t>(input.at);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE: return 0;
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&input.error, data, size);
    case ZIP_SOURCE_STAT: {
      auto* stat = static_cast<zip_stat_t*>(data);
      zip_stat_init(stat);
      stat->size = input.bytes->bytes();
      stat->valid |= ZIP_STAT_SIZE;
      return sizeof(zip_stat_t);
    }
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(
          ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_CLOSE,
          ZIP_SOURCE_FREE, ZIP_SOURCE_ERROR, ZIP_SOURCE_STAT, ZIP_SOURCE_SUPPORTS, -1);
    default: zip_error_set(&input.error, ZIP_ER_OPNOTSUPP, 0); return -1;
  }
}

class ZipPartStream final : public PartStream {
 public:
  ZipPartStream(const std::string& file, std::string part, ZipInput& input, zip_file_t* handle,
                std::uint64_t declared)
      : file_(file), part_(std::move(part)), input_(input), handle_(handle), declared_(declared) {}
  ZipPartStream(const ZipPartStream&) = delete;
  ZipPartStream& operator=(const ZipPartStream&) = delete;
  ~ZipPartStream() override { zip_fclose(handle_); }

  Result<std::size_t> read(std::span<char> buffer) override {
    const zip_int64_t got = zip_fread(handle_, buffer.data(), buffer.size());
    if (got < 0) {
      if (input_.failure) return refuse_all(*input_.failure);
      const bool is_checksum = zip_error_code_zip(zip_file_get_error(handle_)) == ZIP_ER_CRC;
      return damaged_part(file_, part_, is_checksum ? "校验和不符" : "无法解压",
                          is_checksum ? "the checksum is wrong" : "it can't be unpacked");
    }
    read_ += static_cast<std::uint64_t>(got);
    if (read_ > declared_ || (got == 0 && read_ < declared_)) {
      return damaged_part(file_, part_, "大小与目录所写不符", "its size is not the declared one");
    }
    return static_cast<std::size_t>(got);
  }

 private:
  const std::string& file_;
  std::string part_;
  ZipInput& input_;
  zip_file_t* handle_;
  std::uint64_t declared_;
  std::uint64_t read_ = 0;
};

}  // namespace

struct XlsxPackage::Archive {
  ZipInput input;
  zip_t* zip = nullptr;

  Archive() { zip_error_init(&input.error); }
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;
  ~Archive() {
    if (zip != nullptr) zip_discard(zip);
    zip_error_fini(&input.error);
  }
};

XlsxPackage::XlsxPackage(std::string file)
    : file_(std::move(file)), archive_(std::make_unique<Archive>()) {}
XlsxPackage::~XlsxPackage() = default;

Result<std::unique_ptr<XlsxPackage>> XlsxPackage::open(const std::string& file,
                                                       RandomAccess& bytes) {
  std::unique_ptr<XlsxPackage> package(new XlsxPackage(file));
  Archive& archive = *package->archive_;
  archive.input.bytes = &bytes;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_function_create(&on_zip_command, &archive.input, &error);
  if (source != nullptr) archive.zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive.zip == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  if (archive.input.failure) return refuse_all(std::move(*archive.input.failure));
  if (archive.zip == nullptr) {
    return damaged(file, "文件不完整或不是 zip 格式", "it is cut off or no zip archive");
  }
  TRY(package->index_parts());
  return package;
}

Result<bool> XlsxPackage::index_parts() {
  const auto count = static_cast<std::uint64_t>(zip_get_num_entries(archive_->zip, 0));
  if (count > k_parts_max) {
    const std::string parts = std::to_string(count);
    return refuse(errors::k_xlsx_too_large, {file_, 0, 0, ""},
                  {parts + " 个部分", "it has " + parts + " parts"});
  }
  for (std::uint64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive_->zip, i, ZIP_FL_ENC_RAW);
    if (name == nullptr) return damaged(file_, "目录无法读取", "its directory can't be read");
    std::string key = part_key(name);
    if (key.empty() || key.ends_with('/')) continue;  // a folder
    if (!parts_.emplace(key, i).second) {
      return refuse(errors::k_xlsx_duplicate_part, {file_, 0, 0, ""}, {std::move(key)});
    }
  }
  return true;
}

bool XlsxPackage::has(std::string_view part) const { return parts_.contains(part_key(part)); }

Result<std::unique_ptr<PartStream>> XlsxPackage::open_part(std::string_view part,
                                                           PartSize size) const {
  const auto at = parts_.find(part_key(part));
  if (at == parts_.end()) return damaged_part(file_, part, "不存在", "there is no such part");
  zip_stat_t stat;
  zip_stat_init(&stat);
  constexpr zip_uint64_t k_wanted = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
  if (zip_stat_index(archive_->zip, at->second, 0, &stat) != 0 ||
      (stat.valid & k_wanted) != k_wanted) {
    return damaged_part(file_, part, "大小未知", "its size is not known");
  }
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) {
    return refuse(errors::k_xlsx_encrypted, {file_, 0, 0, ""});
  }
  const std::uint64_t most = size == PartSize::large ? k_part_bytes_max : k_small_part_bytes_max;
  const bool unpacks_too_far =
      stat.size > k_unpack_free_bytes && stat.size / k_unpack_ratio_max > stat.comp_size;
  if (stat.size > most || unpacks_too_far) return too_large(file_, part, stat.size);
  zip_file_t* handle = zip_fopen_index(archive_->zip, at->second, 0);
  if (handle == nullptr) {
    if (archive_->input.failure) return refuse_all(*archive_->input.failure);
    return damaged_part(file_, part, "无法解压", "it can't be unpacked");
  }
  return std::make_unique<ZipPartStream>(file_, std::string(part), archive_->input, handle,
                                         stat.size);
}

std::string resolved_part(std::string_view from, std::string_view target) {
  std::string whole;
  if (!target.starts_with('/')) whole = std::string(from.substr(0, from.rfind('/') + 1));
  whole += target;
  std::replace(whole.begin(), whole.end(), '\\', '/');
  std::vector<std::string> steps;
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = std::min(whole.find('/', at), whole.size());
    const std::string step = whole.substr(at, end - at);
    at = end + 1;
    if (step == ".." && !steps.empty()) steps.pop_back();
    if (!step.empty() && step != "." && step != "..") steps.push_back(step);
  }
  std::string out;
  for (const std::string& step : steps) out += (out.empty() ? "" : "/") + step;
  return out;
}

}  // namespace sanqu::intake
