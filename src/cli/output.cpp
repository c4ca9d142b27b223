// SPDX-License-Identifier: Apache-2.0
// Bytes are gathered and written in large pieces; a file is written under a temporary name in its
// own folder and renamed when all of it is on disk, so that no reader ever meets half of it.
#include "cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <utility>

namespace waymark::cli {
namespace {

constexpr std::size_t kBufferSize = 1 << 18;
// Smaller pieces cost less to copy than calls of the system do.
constexpr std::size_t kLargePiece = kBufferSize / 2;
// What a large document needed beyond this is not kept for others.
constexpr std::size_t kMostKept = 8 * kBufferSize;

Diagnostic cannot_write(const std::string& path, int error) {
  return {.code = "cli/cannot-write",
          .file = path,
          .message = std::string("can't be written: ") + std::strerror(error)};
}

/// The temporary files under construction, for the handler of signals. Of more than these none is
/// remembered.
constexpr std::size_t kMostTemporaries = 16;
char temporary_names[kMostTemporaries][4096];

/// Ends the program as the signal would, without leaving half a file behind.
extern "C" void remove_temporaries(int signal) {
  for (const auto& name : temporary_names)
    if (name[0] != '\0') ::unlink(name);
  ::raise(signal);  // the handler was reset
}

void watch_signals() {
  static const bool watched = [] {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
      struct sigaction action {};
      if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
      action.sa_handler = remove_temporaries;
      action.sa_flags = SA_RESETHAND;
      ::sigaction(signal, &action, nullptr);
    }
    return true;
  }();
  (void)watched;
}

void remember_temporary(const std::string& name) {
  watch_signals();
  if (name.size() >= sizeof temporary_names[0]) return;
  for (auto& place : temporary_names) {
    if (place[0] != '\0') continue;
    // The first byte comes last: the handler must not see half a name.
    std::memcpy(place + 1, name.c_str() + 1, name.size());
    place[0] = name[0];
    return;
  }
}

void forget_temporary(const std::string& name) {
  for (auto& place : temporary_names)
    if (name == place) place[0] = '\0';
}

}  // namespace

Output::Output() : file_(STDOUT_FILENO), path_("standard output") {}

Result<std::unique_ptr<Output>> Output::create(const std::string& path, bool force) {
  if (path == "-") return std::make_unique<Output>();
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  auto output = std::make_unique<Output>();
  // A link stays one: the file that it leads to is replaced.
  std::error_code error;
  output->path_ = exists && std::filesystem::is_symlink(path, error)
                      ? std::filesystem::canonical(path, error).string()
                      : path;
  if (error) return cannot_write(path, error.value());
  // A device or a named pipe is written to, never replaced.
  if (exists && !S_ISREG(status.st_mode)) {
    output->file_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (output->file_ < 0) return cannot_write(path, errno);
    return output;
  }
  if (exists && !force) {
    return Diagnostic{.code = "cli/exists",
                      .file = path,
                      .message = "exists already",
                      .hint = "--force replaces it"};
  }
  // The name is short, for the file's own may be as long as names can be.
  output->temporary_ =
      (std::filesystem::path(output->path_).parent_path() / ".waymark-XXXXXX").string();
  output->file_ = ::mkstemp(output->temporary_.data());
  if (output->file_ < 0) {
    output->temporary_.clear();
    return cannot_write(path, errno);
  }
  remember_temporary(output->temporary_);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(output->file_, exists ? status.st_mode & 07777 : 0666 & ~mask);
  return output;
}

Result<std::unique_ptr<Output>> Output::create_beside(const std::string& path, bool force) {
  auto output = create(path, force);
  if (output) (*output)->needs_reader_ = true;
  return output;
}

Output::~Output() {
  if (file_ > STDERR_FILENO) ::close(file_);
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  forget_temporary(temporary_);
}

bool Output::write(std::string_view bytes) {
  if (!fault_.message.empty() || closed_pipe_) return false;
  if (bytes.size() >= kLargePiece) return flush() && write_through(bytes);
  buffer_ += bytes;
  return buffer_.size() < kBufferSize || flush();
}

bool Output::give_back(std::string bytes) {
  if (!fault_.message.empty() || closed_pipe_) return false;
  buffer_ = std::move(bytes);
  return buffer_.size() < kBufferSize || flush();
}

bool Output::flush() {
  if (!write_through(buffer_)) return false;
  buffer_.clear();
  if (buffer_.capacity() > kMostKept) buffer_.shrink_to_fit();
  return true;
}

bool Output::write_through(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(file_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(errno);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool Output::fail(int error) {
  buffer_.clear();
  if (error == EPIPE && !needs_reader_) {
    closed_pipe_ = true;
  } else {
    fault_ = cannot_write(path_, error);
  }
  return false;
}

bool Output::commit() {
  if (!fault_.message.empty()) return false;
  if (closed_pipe_) return true;
  if (!flush()) return closed_pipe_;
  if (!temporary_.empty()) rename_into_place();
  return fault_.message.empty();
}

void Output::rename_into_place() {
  // Some file systems report a full disk only when the file is closed.
  const int file = file_;
  file_ = -1;
  if (::close(file) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0) {
    fault_ = cannot_write(path_, errno);
  } else {
    forget_temporary(std::exchange(temporary_, {}));
  }
}

std::optional<Diagnostic> write_file(const std::string& path, std::string_view bytes, bool force) {
  auto output = Output::create(path, force);
  if (!output) return output.error().front();
  (*output)->write(bytes);
  if (!(*output)->commit()) return (*output)->fault();
  return std::nullopt;
}

}  // namespace waymark::cli
