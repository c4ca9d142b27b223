// SPDX-License-Identifier: Apache-2.0
// Entries of a table on their way into the builder of an index: one thread reads rows and claims
// their ids, another digests and packs what they say. They are handed over by the thousand.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "gazetteer/content_digest.h"
#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

class EntryQueue {
 public:
  /// Lifetime: refers to all of them; schema and sources may change only behind wait().
  EntryQueue(IndexBuilder& builder, const Schema& schema,
             const std::vector<std::pair<std::string, std::string>>& sources);
  /// Leaves no thread behind. What was added is in the builder.
  ~EntryQueue();
  EntryQueue(const EntryQueue&) = delete;
  EntryQueue& operator=(const EntryQueue&) = delete;

  /// Says that many entries will come: the other thread is worth its while.
  void start();
  /// Adds an entry whose id the builder has just claimed; `entry` is another one afterwards.
  void add(IndexEntry& entry) { add(What::kEntry, entry); }
  /// Says that names of a list will come.
  /// Requires: nothing was added.
  void expect_names(NamePattern pattern) { pattern_ = pattern; }
  /// Adds one, whose id may be another's: IndexBuilder::add_unasked.
  /// Requires: they are expected; until wait() nobody else asks the builder.
  void add_name(IndexEntry& entry) { add(What::kName, entry); }
  /// Adds the digest of an entry that does not go into the builder.
  void add_digest(const IndexEntry& entry);
  /// Returns when all that was added is in the builder.
  void wait();
  /// The digests of all that was added. Requires: wait() was called.
  [[nodiscard]] Digest digest() const { return digest_; }
  /// The same: how many forms entries have.
  [[nodiscard]] std::uint64_t form_count() const { return form_count_; }

 private:
  enum class What : std::uint8_t { kEntry, kName, kDigest };
  struct Batch {
    std::vector<What> items;  // as many of the entries are in use; the others keep their memory
    std::vector<IndexEntry> entries;
  };

  void add(What what, IndexEntry& entry);
  IndexEntry& next_entry(What what);
  void end_item();
  void hand_over();
  void run();
  void take(Batch& batch);
  void take_entry(What what, const IndexEntry& entry);

  IndexBuilder& builder_;
  const std::vector<std::pair<std::string, std::string>>& sources_;
  EntryDigests digests_;
  Digest digest_;
  std::uint64_t form_count_ = 0;
  NamePattern pattern_ = 0;

  Batch batch_;  // on the first thread
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> full_, empty_;
  std::size_t open_ = 0;  // batches that are not in the builder yet
  bool ends_ = false;
};

}  // namespace waymark::gazetteer
