// SPDX-License-Identifier: Apache-2.0
// Without a second thread a full batch is taken at once. Batches go round, so that entries keep
// their memory.
#include "gazetteer/entry_queue.h"

#include <system_error>

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kBatchItems = 1000;
constexpr std::size_t kMostBatches = 4;  // that wait

}  // namespace

EntryQueue::EntryQueue(IndexBuilder& builder, const Schema& schema,
                       const std::vector<std::pair<std::string, std::string>>& sources)
    : builder_(builder), sources_(sources), digests_(schema) {}

EntryQueue::~EntryQueue() {
  wait();
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    ends_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void EntryQueue::start() {
  if (thread_.joinable()) return;
  try {
    thread_ = std::thread([this] { run(); });
  } catch (const std::system_error&) {
    // There is one thread too few; the work is done here.
  }
}

IndexEntry& EntryQueue::next_entry(What what) {
  if (batch_.items.size() == batch_.entries.size()) batch_.entries.emplace_back();
  batch_.items.push_back(what);
  return batch_.entries[batch_.items.size() - 1];
}

void EntryQueue::add(What what, IndexEntry& entry) {
  std::swap(next_entry(what), entry);
  end_item();
}

void EntryQueue::add_digest(const IndexEntry& entry) {
  next_entry(What::kDigest) = entry;
  end_item();
}

void EntryQueue::end_item() {
  if (batch_.items.size() == kBatchItems) hand_over();
}

void EntryQueue::hand_over() {
  if (!thread_.joinable()) return take(batch_);
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return open_ < kMostBatches; });
  ++open_;
  full_.push_back(std::move(batch_));
  batch_ = {};
  if (!empty_.empty()) {
    batch_ = std::move(empty_.front());
    empty_.pop_front();
  }
  lock.unlock();
  changed_.notify_all();
}

void EntryQueue::wait() {
  if (!batch_.items.empty()) hand_over();
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return open_ == 0; });
}

void EntryQueue::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return ends_ || !full_.empty(); });
    if (full_.empty()) return;
    Batch batch = std::move(full_.front());
    full_.pop_front();
    lock.unlock();
    take(batch);
    lock.lock();
    empty_.push_back(std::move(batch));
    --open_;
    changed_.notify_all();
  }
}

void EntryQueue::take(Batch& batch) {
  for (std::size_t item = 0; item < batch.items.size(); ++item)
    take_entry(batch.items[item], batch.entries[item]);
  batch.items.clear();
}

void EntryQueue::take_entry(What what, const IndexEntry& entry) {
  digest_ += digests_.digest("entry", entry, &sources_[entry.source]);
  form_count_ += entry.forms.size();
  if (what == What::kName) builder_.add_unasked(pattern_, entry);
  if (what == What::kEntry) builder_.fill(entry);
}

}  // namespace waymark::gazetteer
