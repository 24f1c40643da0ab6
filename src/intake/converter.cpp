// SPDX-License-Identifier: Apache-2.0
#include "intake/converter.hpp"

#include <iconv.h>

#include <cerrno>

#include "core/ensure.hpp"

namespace sanqu::intake {

namespace {

constexpr std::string_view k_euro = "\xE2\x82\xAC";
constexpr char k_windows_euro = '\x80';

const char* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: break;
    case Encoding::gb18030: return "GB18030";
    case Encoding::utf16_le: return "UTF-16LE";
    case Encoding::utf16_be: return "UTF-16BE";
  }
  return "UTF-8";
}

}  // namespace

struct Converter::Handle {
  iconv_t iconv;
};

std::string_view encoding_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8: break;
    case Encoding::gb18030: return "GB18030 (GBK)";
    case Encoding::utf16_le:
    case Encoding::utf16_be: return "UTF-16";
  }
  return "UTF-8";
}

Converter::Converter(Encoding from) : handle_(std::make_unique<Handle>()), from_(from) {
  ensure(from != Encoding::utf8);
  handle_->iconv = ::iconv_open("UTF-8", iconv_name(from));
  // Every glibc has the two; without them nothing could be read, and no caller could do anything about it.
  ensure(handle_->iconv != reinterpret_cast<iconv_t>(-1));
}

Converter::~Converter() { ::iconv_close(handle_->iconv); }

Converter::Step Converter::convert(std::string_view bytes, std::string& out) {
  // No encoding here needs more than three bytes of UTF-8 for one of its own (0x80 becomes three).
  const std::size_t before = out.size();
  out.resize(before + bytes.size() * 3 + k_euro.size());
  char* to = out.data() + before;
  std::size_t room = out.size() - before;
  // iconv's interface wants a pointer to non-const; it does not write through it.
  char* from = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  Step step;
  while (left > 0) {
    if (::iconv(handle_->iconv, &from, &left, &to, &room) != static_cast<std::size_t>(-1)) break;
    ensure(errno != E2BIG);
    if (errno == EINVAL) {
      step.outcome = Outcome::cut_off;
      break;
    }
    if (from_ == Encoding::gb18030 && *from == k_windows_euro) {
      to += k_euro.copy(to, k_euro.size());
      room -= k_euro.size();
      ++from;
      --left;
      continue;
    }
    step.outcome = Outcome::bad;
    break;
  }
  step.consumed = bytes.size() - left;
  out.resize(static_cast<std::size_t>(to - out.data()));
  return step;
}

}  // namespace sanqu::intake
