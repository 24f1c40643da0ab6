// SPDX-License-Identifier: Apache-2.0
#include "access/sealed.hpp"

#include <openssl/evp.h>

#include <memory>
#include <vector>

#include "access/access.hpp"
#include "core/ensure.hpp"
#include "core/sha256.hpp"

namespace sanqu::access {

namespace {

constexpr std::size_t k_nonce_bytes = 12;
constexpr std::size_t k_tag_bytes = 16;
constexpr std::string_view k_form = "v1:";

struct Deleter {
  void operator()(EVP_CIPHER_CTX* of) const { EVP_CIPHER_CTX_free(of); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, Deleter>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

int length_of(std::size_t bytes) { return static_cast<int>(bytes); }

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

/// Empty where it is not lower-case hexadecimal.
std::vector<std::uint8_t> from_hex(std::string_view text) {
  std::vector<std::uint8_t> out;
  if (text.size() % 2 != 0) return {};
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0) return {};
    out.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return out;
}

}  // namespace

SecretBox::SecretBox(Secret key) : key_(std::move(key)) {
  ensure(key_.reveal().size() == k_key_bytes);
}

std::string SecretBox::seal(const Secret& plain, std::string_view place,
                            RandomSource& random) const {
  const std::string& text = plain.reveal();
  const auto nonce = random.bytes<k_nonce_bytes>();
  std::vector<std::uint8_t> out(nonce.begin(), nonce.end());
  out.resize(k_nonce_bytes + text.size() + k_tag_bytes);
  std::uint8_t* const cipher = out.data() + k_nonce_bytes;
  const Context context(EVP_CIPHER_CTX_new());
  int written = 0;
  ensure(context != nullptr);
  ensure(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_.reveal()),
                            nonce.data()) == 1);
  ensure(EVP_EncryptUpdate(context.get(), nullptr, &written, bytes_of(place),
                           length_of(place.size())) == 1);
  ensure(EVP_EncryptUpdate(context.get(), cipher, &written, bytes_of(text),
                           length_of(text.size())) == 1);
  ensure(EVP_EncryptFinal_ex(context.get(), cipher + written, &written) == 1);
  ensure(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, length_of(k_tag_bytes),
                             cipher + text.size()) == 1);
  return std::string(k_form) + hex(out);
}

Result<Secret> SecretBox::open(std::string_view sealed, std::string_view place) const {
  if (!sealed.starts_with(k_form)) return refuse(errors::k_sealed);
  std::vector<std::uint8_t> in = from_hex(sealed.substr(k_form.size()));
  if (in.size() < k_nonce_bytes + k_tag_bytes) return refuse(errors::k_sealed);
  const std::size_t bytes = in.size() - k_nonce_bytes - k_tag_bytes;
  std::string plain(bytes, '\0');
  auto* const to = reinterpret_cast<unsigned char*>(plain.data());
  const Context context(EVP_CIPHER_CTX_new());
  int written = 0;
  ensure(context != nullptr);
  ensure(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_.reveal()),
                            in.data()) == 1);
  ensure(EVP_DecryptUpdate(context.get(), nullptr, &written, bytes_of(place),
                           length_of(place.size())) == 1);
  ensure(EVP_DecryptUpdate(context.get(), to, &written, in.data() + k_nonce_bytes,
                           length_of(bytes)) == 1);
  ensure(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, length_of(k_tag_bytes),
                             in.data() + k_nonce_bytes + bytes) == 1);
  Secret out(std::move(plain));
  if (EVP_DecryptFinal_ex(context.get(), to + written, &written) != 1) {
    return refuse(errors::k_sealed);
  }
  return out;
}

}  // namespace sanqu::access
