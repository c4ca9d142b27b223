// SPDX-License-Identifier: Apache-2.0
// Whoever is free makes the next block. The calling thread takes blocks as they come to be due and
// makes one where the next isn't made yet; few blocks are ahead, and they go round.
#include "gazetteer/list_import.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

#include "gazetteer/background.h"
#include "gazetteer/expand.h"
#include "gazetteer/import_row.h"
#include "gazetteer/limits.h"
#include "gazetteer/made_id.h"

namespace waymark::gazetteer {

ListMaker::ListMaker(const ListKind& kind)
    : kind_(kind),
      forms_(kind.weak, kind.schema, report_),
      digests_(kind.schema),
      name_digests_(kind.schema, kind.pattern, kind.source) {}

void ListMaker::make(ListBlock& block) {
  block.names.text = block.lines;
  block.names.names.clear();
  block.names.keys.clear();
  block.other_count = 0;
  block.digest = {};
  for (std::size_t at = 0; at < block.lines.size();) {
    const std::size_t begin = at;
    add_line(take_line(block.lines, at), begin, block);
  }
  block.digest += name_digests_.take();
}

void ListMaker::add_line(std::string_view line, std::size_t at, ListBlock& block) {
  const std::string_view name = trim(line);
  if (forms_.is_plain(name))
    return add_name(name, static_cast<std::size_t>(name.data() - block.lines.data()), block);
  if (line.find_first_not_of(" \t") != std::string_view::npos) add_other(line, at, block);
}

void ListMaker::add_name(std::string_view name, std::size_t at, ListBlock& block) {
  const std::string_view key = forms_.key();
  block.names.names.push_back({static_cast<std::uint32_t>(at),
                               static_cast<std::uint16_t>(name.size()),
                               static_cast<std::uint16_t>(key.size())});
  block.names.keys += key;
  name_digests_.add(name);
}

void ListMaker::add_other(std::string_view line, std::size_t at, ListBlock& block) {
  if (block.other_count == block.others.size()) block.others.emplace_back();
  ListBlock::Other& other = block.others[block.other_count++];
  other.names_before = block.names.names.size();
  other.fault = make_entry(line, block.at + at, other.entry);
  if (!other.fault) block.digest += digests_.digest("entry", other.entry, &kind_.source);
}

std::optional<RowFault> ListMaker::make_entry(std::string_view line, std::size_t at,
                                              IndexEntry& entry) {
  if (line.size() > kMaxRowBytes)
    return RowFault{at, "too-long", "the line is longer than 1 MiB", ""};
  entry = kind_.pattern;
  forms_.begin(entry.label, entry.forms);
  if (auto fault = forms_.add({std::string(line), at}, Why::kCanonical)) return fault;
  if (forms_.count() == 0) return RowFault{at, "no-name", "the row has no name", ""};
  auto& [language, name] = entry.names.front();
  name = entry.forms.front().text;
  language = guess_language(name);
  if (language.empty()) language = "und";
  make_id(name, entry.id);
  return std::nullopt;
}

void ListMaker::make_id(std::string_view name, std::string& id) const {
  id += name;
  hyphenate(id, kind_.pattern.id.size());
  if (id.size() <= kMaxIdBytes) return;
  id.resize(kind_.short_prefix);
  id += to_hex(digest_of(name));
}

namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;
constexpr std::size_t kManyBytes = 8 * kBlockBytes;  // are worth a second thread
constexpr std::size_t kMostBlocks = 8;               // that are due

class ListReader {
 public:
  ListReader(std::string_view table, const ListKind& kind) : table_(table), kind_(kind) {}
  ~ListReader() { stop(); }
  ListReader(const ListReader&) = delete;
  ListReader& operator=(const ListReader&) = delete;

  ImportReport read(const std::function<void(const ListBlock&)>& take) {
    start();
    ListMaker maker(kind_);
    std::unique_lock lock(mutex_);
    while (add_blocks()) {
      if (due_.front()->state == State::kMade) {
        take_front(take, lock);
      } else if (!make_next(maker, lock)) {
        changed_.wait(lock);
      }
    }
    lock.unlock();
    stop();
    return sum(maker.report());
  }

 private:
  enum class State : std::uint8_t { kWaits, kTaken, kMade };
  /// Two of them don't share a line of the cache, since another thread may have each.
  struct alignas(kApart) Work {
    State state = State::kWaits;
    ListBlock block;
  };

  void start() {
    if (table_.size() < kManyBytes) return;
    try {
      helper_ = std::thread([this] { help(); });
    } catch (const std::system_error&) {
      // There is one thread too few; the work is done here.
    }
  }

  void stop() {
    {
      const std::lock_guard lock(mutex_);
      ends_ = true;
    }
    changed_.notify_all();
    if (helper_.joinable()) helper_.join();
  }

  void help() {
    ListMaker maker(kind_);
    std::unique_lock lock(mutex_);
    for (;;) {
      if (make_next(maker, lock)) continue;
      if (ends_) break;
      changed_.wait(lock);
    }
    helper_report_ = maker.report();
  }

  /// Cuts blocks until enough are due. Gives false where none is left.
  bool add_blocks() {
    const bool adds = due_.size() < kMostBlocks && at_ < table_.size();
    while (due_.size() < kMostBlocks && at_ < table_.size()) {
      std::unique_ptr<Work> work = take_spare();
      work->state = State::kWaits;
      work->block.at = at_;
      work->block.lines = cut_lines();
      due_.push_back(std::move(work));
    }
    if (adds) changed_.notify_all();
    return !due_.empty();
  }

  std::unique_ptr<Work> take_spare() {
    if (spare_.empty()) return std::make_unique<Work>();
    std::unique_ptr<Work> work = std::move(spare_.back());
    spare_.pop_back();
    return work;
  }

  std::string_view cut_lines() {
    const std::string_view rest = table_.substr(at_);
    const std::size_t last =
        rest.size() <= kBlockBytes ? std::string_view::npos : rest.find('\n', kBlockBytes);
    const std::string_view lines = rest.substr(0, last == std::string_view::npos ? last : last + 1);
    at_ += lines.size();
    return lines;
  }

  /// Makes the first block that waits. Gives false if none does.
  bool make_next(ListMaker& maker, std::unique_lock<std::mutex>& lock) {
    const auto next = std::find_if(due_.begin(), due_.end(),
                                   [](const auto& work) { return work->state == State::kWaits; });
    if (next == due_.end()) return false;
    Work& work = **next;
    work.state = State::kTaken;
    lock.unlock();
    maker.make(work.block);
    lock.lock();
    work.state = State::kMade;
    changed_.notify_all();
    return true;
  }

  void take_front(const std::function<void(const ListBlock&)>& take,
                  std::unique_lock<std::mutex>& lock) {
    std::unique_ptr<Work> work = std::move(due_.front());
    due_.pop_front();
    lock.unlock();
    take(work->block);
    lock.lock();
    spare_.push_back(std::move(work));
  }

  /// Requires: the helper is gone.
  [[nodiscard]] ImportReport sum(ImportReport report) const {
    report.lookup_only += helper_report_.lookup_only;
    report.exact += helper_report_.exact;
    report.in_company += helper_report_.in_company;
    return report;
  }

  std::string_view table_;
  const ListKind& kind_;
  std::size_t at_ = 0;  // what is cut
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::unique_ptr<Work>> due_;  // in their order
  std::vector<std::unique_ptr<Work>> spare_;
  bool ends_ = false;
  ImportReport helper_report_;
  std::thread helper_;
};

}  // namespace

ImportReport read_list(std::string_view table, const ListKind& kind,
                       const std::function<void(const ListBlock&)>& take) {
  return ListReader(table, kind).read(take);
}

}  // namespace waymark::gazetteer
