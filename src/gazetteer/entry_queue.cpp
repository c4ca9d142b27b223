// SPDX-License-Identifier: Apache-2.0
// Without a second thread a full batch is taken at once. Batches go round, so that entries keep
// their memory.
#include "gazetteer/entry_queue.h"

#include <system_error>

#include "gazetteer/made_id.h"

namespace waymark::gazetteer {

namespace {

constexpr std::size_t kBatchItems = 1000;
constexpr std::size_t kMostBatches = 4;  // that wait

std::string_view take_front(std::string_view& bytes, std::size_t size) {
  const std::string_view front = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return front;
}

}  // namespace

EntryQueue::EntryQueue(IndexBuilder& builder, const Schema& schema,
                       const std::pair<std::string, std::string>& source)
    : builder_(builder), source_(source), digests_(schema), first_digests_(schema) {}

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
  batch_.items.push_back({what, 0, 0});
  if (batch_.entry_count == batch_.entries.size()) batch_.entries.emplace_back();
  return batch_.entries[batch_.entry_count++];
}

void EntryQueue::add(What what, IndexEntry& entry) {
  std::swap(next_entry(what), entry);
  end_item();
}

void EntryQueue::add_digest(const IndexEntry& entry) {
  next_entry(What::kDigest) = entry;
  end_item();
}

void EntryQueue::set_pattern(const IndexEntry& entry) {
  next_entry(What::kPattern) = entry;
  wait();  // what is made of names needs it on either thread
}

void EntryQueue::add_name(std::string_view name, std::string_view key) {
  batch_.items.push_back({What::kName, static_cast<std::uint16_t>(name.size()),
                          static_cast<std::uint16_t>(key.size())});
  batch_.bytes += name;
  batch_.bytes += key;
  end_item();
}

void EntryQueue::end_item() {
  if (batch_.items.size() == kBatchItems) hand_over();
}

void EntryQueue::hand_over() {
  if (!thread_.joinable()) return take(batch_);
  std::unique_lock lock(mutex_);
  if (open_ == kMostBatches) {
    lock.unlock();
    make(batch_, first_digests_);
    lock.lock();
  }
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
  if (!batch.is_made) make(batch, digests_);
  expect_ids(batch);
  std::string_view bytes = batch.bytes;
  std::size_t entry = 0, name = 0;
  for (const Item& item : batch.items) {
    if (item.what != What::kName) {
      take_entry(item.what, batch.entries[entry++]);
      continue;
    }
    const std::string_view text = take_front(bytes, item.name_size);
    take_name(batch, name++, text, take_front(bytes, item.key_size));
  }
  batch.items.clear();
  batch.bytes.clear();
  batch.entry_count = 0;
  batch.is_made = false;
}

/// Makes the ids of all names, and the digests of their entries.
void EntryQueue::make(Batch& batch, EntryDigests& digests) const {
  batch.ids.clear();
  batch.made.clear();
  std::string_view bytes = batch.bytes;
  for (const Item& item : batch.items) {
    if (item.what != What::kName) continue;
    const std::size_t begin = batch.ids.size();
    const std::string_view name = take_front(bytes, item.name_size);
    batch.ids += id_prefix_;
    batch.ids += name;
    hyphenate(batch.ids, begin + id_prefix_.size());
    bytes.remove_prefix(item.key_size);
    const std::string_view id = std::string_view(batch.ids).substr(begin);
    batch.made.push_back({batch.ids.size(), digests.digest(digest_pattern_, id, name)});
  }
  batch.is_made = true;
}

/// Calls the places of all ids into the cache before they are claimed.
void EntryQueue::expect_ids(const Batch& batch) {
  hashes_.clear();
  for (std::size_t name = 0; name < batch.made.size(); ++name)
    hashes_.push_back(builder_.expect(batch.id(name)));
}

void EntryQueue::take_name(const Batch& batch, std::size_t number, std::string_view name,
                           std::string_view key) {
  if (!claim(batch.id(number), hashes_[number])) return;
  digest_ += batch.made[number].digest;
  builder_.fill(pattern_, name, key);
  ++form_count_;
}

bool EntryQueue::claim(std::string_view id, std::uint64_t hash) {
  const bool is_free = builder_.claim(id, hash);
  taken_count_ += is_free ? 0 : 1;
  return is_free;
}

void EntryQueue::take_entry(What what, const IndexEntry& entry) {
  if (what == What::kPattern) {
    digest_pattern_ = digests_.make_pattern("entry", entry, source_);
    pattern_ = builder_.make_pattern(entry);
    id_prefix_ = entry.id;
    return;
  }
  if (what == What::kUnclaimed && !claim(entry.id, builder_.expect(entry.id))) return;
  digest_ += digests_.digest("entry", entry, &source_);
  form_count_ += entry.forms.size();
  if (what != What::kDigest) builder_.fill(entry);
}

}  // namespace waymark::gazetteer
