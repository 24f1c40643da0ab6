// SPDX-License-Identifier: Apache-2.0
// One XML part of a workbook, parsed as it is unpacked (expat): only elements, attributes and text matter. Names come
// without their prefix, so that x:row of one program is row of another, and strict and transitional files are alike.
// Parts in UTF-8, UTF-16 and GB18030 occur. A document type declaration is refused: it is how entities grow into gigabytes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "intake/xlsx_package.hpp"

namespace sanqu::intake {

inline constexpr int k_xml_depth_max = 64;
inline constexpr std::size_t k_xml_token_bytes_max = 4 << 20;  // a tag, a comment

/// An element's attributes; valid during the call.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// Empty where there is none of this name, whatever its prefix.
  std::string_view get(std::string_view name) const;

 private:
  const char** pairs_;
};

/// What a parser calls. `pause` of the parser may be called from within.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view piece) = 0;
};

class XmlParser {
 public:
  /// `handler` must outlive it. `part` is named in errors.
  XmlParser(std::string file, std::string part, std::unique_ptr<PartStream> stream,
            XmlHandler& handler);
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;
  ~XmlParser();

  /// Goes on until the handler pauses (true) or the part has ended and its checksum was right (false).
  /// Errors: intake.xlsx_damaged, xlsx_doctype; those of the stream.
  Result<bool> run();
  /// Makes `run` return after the present call of the handler.
  void pause();
  /// Ends parsing: `run` reports a damaged part with this reason.
  void fail(std::string zh, std::string en);

 private:
  struct Expat;
  std::unique_ptr<Expat> expat_;
};

}  // namespace sanqu::intake
