// SPDX-License-Identifier: Apache-2.0
#include "intake/xlsx_xml.hpp"

#include <expat.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/ensure.hpp"
#include "intake/converter.hpp"
#include "intake/errors.hpp"
#include "intake/word_index.hpp"

namespace sanqu::intake {

namespace {

constexpr std::size_t k_piece_bytes = 64 << 10;
constexpr std::size_t k_declaration_bytes = 256;

std::string_view local_name(const char* name) {
  const std::string_view whole(name);
  return whole.substr(whole.find(':') + 1);  // npos + 1 is 0
}

/// True when the XML declaration names one of the encodings that expat does not know.
bool declares_gb18030(std::string_view beginning) {
  if (!beginning.starts_with("<?xml")) return false;
  const std::string declaration =
      lower_case(beginning.substr(0, std::min(beginning.find("?>"), k_declaration_bytes)));
  const std::size_t at = declaration.find("encoding");
  if (at == std::string::npos) return false;
  for (const std::string_view name : {"gb18030", "gbk", "gb2312", "gb_2312-80", "cp936"}) {
    if (declaration.find(name, at) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(pair[0]) == name) return pair[1];
  }
  return {};
}

struct XmlParser::Expat {
  std::string file;
  std::string part;
  std::unique_ptr<PartStream> stream;
  XmlHandler& handler;
  XML_Parser parser = nullptr;
  std::unique_ptr<Converter> converter;
  std::string rest;  // bytes of a character that the last piece cut off, before conversion
  int depth = 0;
  bool is_first = true;
  bool is_paused = false;
  bool has_ended = false;
  bool has_doctype = false;
  std::uint64_t fed = 0;
  std::optional<std::pair<std::string, std::string>> failure;

  explicit Expat(XmlHandler& of) : handler(of) {}

  void stop() { XML_StopParser(parser, XML_FALSE); }
  void fail(std::string zh, std::string en) {
    if (!failure) failure = {std::move(zh), std::move(en)};
    stop();
  }
  std::unexpected<Errors> damaged(const std::string& zh, const std::string& en) const {
    return refuse(errors::k_xlsx_damaged, {file, 0, 0, ""}, {part + " " + zh, part + ": " + en});
  }

  Result<bool> start(std::string_view beginning);
  Result<bool> feed(std::string_view bytes, bool is_last);
  Result<bool> after(XML_Status status);
  Result<bool> read_more();

  static void on_start(void* user, const char* name, const char** attributes) {
    auto& self = *static_cast<Expat*>(user);
    if (++self.depth > k_xml_depth_max) return self.fail("嵌套过深", "its elements nest too deep");
    self.handler.start(local_name(name), XmlAttributes(attributes));
  }
  static void on_end(void* user, const char* name) {
    auto& self = *static_cast<Expat*>(user);
    --self.depth;
    self.handler.end(local_name(name));
  }
  static void on_text(void* user, const char* text, int bytes) {
    static_cast<Expat*>(user)->handler.text({text, static_cast<std::size_t>(bytes)});
  }
  static void on_doctype(void* user, const char*, const char*, const char*, int) {
    auto& self = *static_cast<Expat*>(user);
    self.has_doctype = true;
    self.stop();
  }
};

Result<bool> XmlParser::Expat::start(std::string_view beginning) {
  is_first = false;
  if (declares_gb18030(beginning)) converter = std::make_unique<Converter>(Encoding::gb18030);
  parser = XML_ParserCreate(converter ? "UTF-8" : nullptr);
  ensure(parser != nullptr);
  XML_SetUserData(parser, this);
  XML_SetElementHandler(parser, &on_start, &on_end);
  XML_SetCharacterDataHandler(parser, &on_text);
  XML_SetStartDoctypeDeclHandler(parser, &on_doctype);
  return true;
}

Result<bool> XmlParser::Expat::after(XML_Status status) {
  if (has_doctype) return refuse(errors::k_xlsx_doctype, {file, 0, 0, ""}, {part});
  if (failure) return damaged(failure->first, failure->second);
  if (status == XML_STATUS_ERROR) {
    const auto code = XML_GetErrorCode(parser);
    const std::string line = std::to_string(XML_GetCurrentLineNumber(parser));
    return damaged("第 " + line + " 行不是有效的 XML",
                   std::string("line ") + line + " is no XML: " + XML_ErrorString(code));
  }
  // -1 before anything was understood.
  const auto reached = std::max<XML_Index>(XML_GetCurrentByteIndex(parser), 0);
  if (fed - static_cast<std::uint64_t>(reached) > k_xml_token_bytes_max) {
    return damaged("有过长的标记", "a tag is too long");
  }
  return true;
}

Result<bool> XmlParser::Expat::feed(std::string_view bytes, bool is_last) {
  fed += bytes.size();
  return after(XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), is_last ? 1 : 0));
}

Result<bool> XmlParser::Expat::read_more() {
  char buffer[k_piece_bytes];
  const std::size_t got = TRY(stream->read(buffer));
  const std::string_view piece(buffer, got);
  if (is_first) TRY(start(piece));
  has_ended = got == 0;
  if (!converter) return feed(piece, has_ended);
  rest += piece;
  std::string text;
  const Converter::Step step = converter->convert(rest, text);
  const bool is_cut_off = has_ended && step.outcome == Converter::Outcome::cut_off;
  if (step.outcome == Converter::Outcome::bad || is_cut_off) {
    return damaged("不是有效的 GB18030 文本", "it is not valid GB18030 text");
  }
  rest.erase(0, step.consumed);
  return feed(text, has_ended);
}

XmlParser::XmlParser(std::string file, std::string part, std::unique_ptr<PartStream> stream,
                     XmlHandler& handler)
    : expat_(std::make_unique<Expat>(handler)) {
  expat_->file = std::move(file);
  expat_->part = std::move(part);
  expat_->stream = std::move(stream);
}

XmlParser::~XmlParser() {
  if (expat_->parser != nullptr) XML_ParserFree(expat_->parser);
}

Result<bool> XmlParser::run() {
  if (expat_->is_paused) {
    expat_->is_paused = false;
    TRY(expat_->after(XML_ResumeParser(expat_->parser)));
  }
  while (!expat_->is_paused && !expat_->has_ended) TRY(expat_->read_more());
  return expat_->is_paused;
}

void XmlParser::pause() {
  expat_->is_paused = true;
  XML_StopParser(expat_->parser, XML_TRUE);
}

void XmlParser::fail(std::string zh, std::string en) { expat_->fail(std::move(zh), std::move(en)); }

}  // namespace sanqu::intake
