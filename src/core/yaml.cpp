// SPDX-License-Identifier: Apache-2.0
#include "core/yaml.hpp"

#include <yaml.h>

#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>

#include "core/ensure.hpp"

namespace sanqu {

namespace yaml_errors {
const ErrorCode k_syntax = {
    "yaml.syntax", "YAML 写法有误:{0}", "This is not valid YAML: {0}",
    "检查缩进(用空格,不用制表符)、冒号后的空格和引号;含“: ”或以 { [ > 开头的"
    "表达式、花括号里含逗号的文字要加引号。",
    "Check indentation (spaces, no tabs), the space after colons, and quotes; an "
    "expression that holds `: ` or starts with { [ > needs quotes, and so "
    "does a text with a comma inside { }."};
const ErrorCode k_too_large = {"yaml.too_large", "文件过大或层次过深(上限{0})",
                               "The file is too large or too deep (limit: {1})", "拆分为多个文件。",
                               "Split it into several files."};
const ErrorCode k_feature = {"yaml.feature", "不允许使用 YAML 的{0}",
                             "YAML {1} are not allowed here", "把内容直接写出来。",
                             "Write the content out in full."};
const ErrorCode k_duplicate_key = {"yaml.duplicate_key", "键“{0}”重复(首次在第 {1} 行)",
                                   "The key `{0}` stands twice (first on line {1})",
                                   "删去其中一个。", "Remove one of them."};
const ErrorCode k_boolean_word = {"yaml.boolean_word", "“{0}”会被许多 YAML 工具当作是/否值",
                                  "Many YAML tools read `{0}` as true or false",
                                  "加引号,或换一个名称。",
                                  "Put it in quotes, or use another name."};
const ErrorCode k_encoding = {"yaml.encoding", "文件不是有效的 UTF-8 文本",
                              "The file is not valid UTF-8 text", "另存为 UTF-8 编码。",
                              "Save it as UTF-8."};
}  // namespace yaml_errors

namespace {

using namespace yaml_errors;

/// libyaml's parser with its deleter, and the tree under construction.
class Reader {
 public:
  Reader(const std::string& file, std::string_view text) : file_(file) {
    ensure(yaml_parser_initialize(&parser_) == 1);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;
  ~Reader() { yaml_parser_delete(&parser_); }

  Result<YamlNode> read() {
    YamlNode root;
    bool has_document = false;
    while (true) {
      TRY(advance());
      switch (event_->type) {
        case YAML_STREAM_START_EVENT:
        case YAML_DOCUMENT_END_EVENT: break;
        case YAML_STREAM_END_EVENT: return root;
        case YAML_DOCUMENT_START_EVENT:
          if (has_document) return refuse(k_feature, place(), {"多文档", "documents"});
          has_document = true;
          TRY(advance());
          root = TRY(node(0));
          break;
        default: return refuse(k_syntax, place(), {"?"});
      }
    }
  }

 private:
  struct EventDeleter {
    void operator()(yaml_event_t* event) const {
      yaml_event_delete(event);
      delete event;
    }
  };

  Place place() const {
    const yaml_mark_t& mark = event_ ? event_->start_mark : parser_.problem_mark;
    return {file_, static_cast<std::uint32_t>(mark.line) + 1,
            static_cast<std::uint32_t>(mark.column) + 1, ""};
  }

  Result<bool> advance() {
    auto next = std::make_unique<yaml_event_t>();
    if (yaml_parser_parse(&parser_, next.get()) == 0) {
      const bool encoding = parser_.error == YAML_READER_ERROR;
      const yaml_mark_t& mark = parser_.problem_mark;
      const Place where{file_, encoding ? 0 : static_cast<std::uint32_t>(mark.line) + 1,
                        encoding ? 0 : static_cast<std::uint32_t>(mark.column) + 1, ""};
      if (encoding) return refuse(k_encoding, where);
      return refuse(k_syntax, where, {parser_.problem == nullptr ? "?" : parser_.problem});
    }
    event_ = std::unique_ptr<yaml_event_t, EventDeleter>(next.release());
    if (++nodes_ > k_yaml_nodes_max)
      return refuse(k_too_large, place(), {"200,000 个节点", "200,000 nodes"});
    return true;
  }

  /// The node that the present event starts; leaves the event that ends it.
  Result<YamlNode> node(int depth) {
    if (depth > k_yaml_depth_max) return refuse(k_too_large, place(), {"32 层", "32 levels"});
    YamlNode out;
    out.line = place().line;
    out.column = place().column;
    switch (event_->type) {
      case YAML_ALIAS_EVENT: return refuse(k_feature, place(), {"别名", "aliases"});
      case YAML_SCALAR_EVENT: {
        const auto& scalar = event_->data.scalar;
        if (scalar.anchor != nullptr) return refuse(k_feature, place(), {"锚点", "anchors"});
        if (scalar.tag != nullptr) return refuse(k_feature, place(), {"标签", "tags"});
        out.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
        out.quoted = scalar.style != YAML_PLAIN_SCALAR_STYLE;
        return out;
      }
      case YAML_SEQUENCE_START_EVENT: return sequence(std::move(out), depth);
      case YAML_MAPPING_START_EVENT: return mapping(std::move(out), depth);
      default: return refuse(k_syntax, place(), {"?"});
    }
  }

  Result<YamlNode> sequence(YamlNode out, int depth) {
    out.kind = YamlNode::Kind::sequence;
    const auto& start = event_->data.sequence_start;
    if (start.anchor != nullptr) return refuse(k_feature, place(), {"锚点", "anchors"});
    if (start.tag != nullptr) return refuse(k_feature, place(), {"标签", "tags"});
    TRY(advance());
    while (event_->type != YAML_SEQUENCE_END_EVENT) {
      out.items.push_back(TRY(node(depth + 1)));
      TRY(advance());
    }
    return out;
  }

  Result<YamlNode> mapping(YamlNode out, int depth) {
    out.kind = YamlNode::Kind::mapping;
    std::unordered_map<std::string, std::uint32_t> lines;  // of every key so far
    const auto& start = event_->data.mapping_start;
    if (start.anchor != nullptr) return refuse(k_feature, place(), {"锚点", "anchors"});
    if (start.tag != nullptr) return refuse(k_feature, place(), {"标签", "tags"});
    TRY(advance());
    while (event_->type != YAML_MAPPING_END_EVENT) {
      YamlNode key = TRY(node(depth + 1));
      const Place at{file_, key.line, key.column, ""};
      if (!key.is_scalar()) return refuse(k_feature, at, {"复合键", "complex keys"});
      if (!key.quoted && is_yaml_boolean_word(key.text))
        return refuse(k_boolean_word, at, {key.text});
      const auto [first, is_new] = lines.emplace(key.text, key.line);
      if (!is_new) return refuse(k_duplicate_key, at, {key.text, std::to_string(first->second)});
      TRY(advance());
      YamlNode value = TRY(node(depth + 1));
      out.entries.push_back({std::move(key), std::move(value)});
      TRY(advance());
    }
    return out;
  }

  std::string file_;
  yaml_parser_t parser_{};
  std::unique_ptr<yaml_event_t, EventDeleter> event_;
  std::size_t nodes_ = 0;
};

}  // namespace

bool is_yaml_boolean_word(std::string_view text) {
  constexpr std::array<std::string_view, 8> k_words = {"on", "off", "yes",  "no",
                                                       "y",  "n",   "true", "false"};
  if (text.empty() || text.size() > 5) return false;
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  return std::find(k_words.begin(), k_words.end(), lower) != k_words.end();
}

bool YamlNode::is_null() const {
  return is_scalar() && !quoted && (text.empty() || text == "~" || text == "null");
}

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, value] : entries)
    if (name.text == key) return &value;
  return nullptr;
}

Result<YamlNode> parse_yaml(const std::string& file, std::string_view text) {
  if (text.size() > k_yaml_bytes_max)
    return refuse(k_too_large, {file, 0, 0, ""}, {"4 MiB", "4 MiB"});
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (text.empty()) text = "";  // libyaml wants an address, even of nothing
  return Reader(file, text).read();
}

}  // namespace sanqu
