// SPDX-License-Identifier: Apache-2.0
// A disk that fails: SQLite's file layer with a counter in front of everything that changes the disk. The n-th change fails
// with the code that was set, once or from then on; flushing is counted and not done, so that thousands of runs take seconds.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <cstring>

#include "core/ensure.hpp"

namespace sanqu::storage::sqlite {

class FailingDisk {
 public:
  /// The layer of every file that is opened from now on.
  static void install() {
    static bool is_installed = false;
    if (is_installed) return;
    is_installed = true;
    real_ = sqlite3_vfs_find(nullptr);
    layer_ = *real_;
    layer_.zName = "failing_disk";
    layer_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    layer_.xOpen = open;
    layer_.xDelete = [](sqlite3_vfs*, const char* name, int is_flushed) {
      const int code = change();
      return code != SQLITE_OK ? SQLITE_IOERR_DELETE : real_->xDelete(real_, name, is_flushed);
    };
    ensure(sqlite3_vfs_register(&layer_, 1) == SQLITE_OK);
  }

  /// The `change`-th change from now on fails (1: the next), and, if `is_lasting`, all after it.
  static void fail(std::int64_t change, int code, bool is_lasting) {
    until_ = change;
    code_ = code;
    is_lasting_ = is_lasting;
    has_failed_ = false;
  }
  static void work() { until_ = -1; }
  static bool has_failed() { return has_failed_; }

 private:
  struct File {
    sqlite3_file head;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  };
  static sqlite3_file* real(sqlite3_file* file) { return reinterpret_cast<File*>(file)->real(); }

  static int change() {
    if (until_ < 0) return SQLITE_OK;
    if (until_ > 0 && --until_ > 0) return SQLITE_OK;
    if (has_failed_ && !is_lasting_) return SQLITE_OK;
    has_failed_ = true;
    return code_;
  }
  static int change_or(int own_code) {
    const int code = change();
    return code == SQLITE_OK || code == SQLITE_FULL ? code : own_code;
  }

  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    static const sqlite3_io_methods k_methods = methods();
    auto* own = reinterpret_cast<File*>(file);
    own->head.pMethods = nullptr;
    const int code = real_->xOpen(real_, name, own->real(), flags, out_flags);
    if (own->real()->pMethods != nullptr) own->head.pMethods = &k_methods;
    return code;
  }

  static sqlite3_io_methods methods() {
    sqlite3_io_methods m;
    std::memset(&m, 0, sizeof m);
    m.iVersion = 2;
    m.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
    m.xRead = [](sqlite3_file* f, void* to, int bytes, sqlite3_int64 at) {
      return real(f)->pMethods->xRead(real(f), to, bytes, at);
    };
    m.xWrite = [](sqlite3_file* f, const void* from, int bytes, sqlite3_int64 at) {
      const int code = change_or(SQLITE_IOERR_WRITE);
      // A failing write may have reached the disk in part.
      if (code != SQLITE_OK) real(f)->pMethods->xWrite(real(f), from, bytes / 2, at);
      return code != SQLITE_OK ? code : real(f)->pMethods->xWrite(real(f), from, bytes, at);
    };
    m.xTruncate = [](sqlite3_file* f, sqlite3_int64 bytes) {
      const int code = change_or(SQLITE_IOERR_TRUNCATE);
      return code != SQLITE_OK ? code : real(f)->pMethods->xTruncate(real(f), bytes);
    };
    m.xSync = [](sqlite3_file*, int) { return change_or(SQLITE_IOERR_FSYNC); };
    m.xFileSize = [](sqlite3_file* f, sqlite3_int64* bytes) {
      return real(f)->pMethods->xFileSize(real(f), bytes);
    };
    m.xLock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xLock(real(f), l); };
    m.xUnlock = [](sqlite3_file* f, int l) { return real(f)->pMethods->xUnlock(real(f), l); };
    m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
      return real(f)->pMethods->xCheckReservedLock(real(f), out);
    };
    m.xFileControl = [](sqlite3_file* f, int what, void* with) {
      return real(f)->pMethods->xFileControl(real(f), what, with);
    };
    m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
    m.xDeviceCharacteristics = [](sqlite3_file* f) {
      return real(f)->pMethods->xDeviceCharacteristics(real(f));
    };
    m.xShmMap = [](sqlite3_file* f, int page, int bytes, int is_extending, void volatile** out) {
      const int code = is_extending != 0 ? change_or(SQLITE_IOERR_SHMSIZE) : SQLITE_OK;
      return code != SQLITE_OK
                 ? code
                 : real(f)->pMethods->xShmMap(real(f), page, bytes, is_extending, out);
    };
    m.xShmLock = [](sqlite3_file* f, int at, int n, int flags) {
      return real(f)->pMethods->xShmLock(real(f), at, n, flags);
    };
    m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
    m.xShmUnmap = [](sqlite3_file* f, int is_deleting) {
      return real(f)->pMethods->xShmUnmap(real(f), is_deleting);
    };
    return m;
  }

  inline static sqlite3_vfs* real_ = nullptr;
  inline static sqlite3_vfs layer_ = {};
  inline static std::int64_t until_ = -1;
  inline static int code_ = SQLITE_OK;
  inline static bool is_lasting_ = false;
  inline static bool has_failed_ = false;
};

}  // namespace sanqu::storage::sqlite
