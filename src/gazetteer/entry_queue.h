// SPDX-License-Identifier: Apache-2.0
// Entries of a table on their way into the builder of an index: one thread reads rows and claims
// their ids, another digests and packs what they say. They are handed over by the thousand. Where
// the other one lags behind, the first digests names too instead of waiting.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "gazetteer/content_digest.h"
#include "gazetteer/index_writer.h"

namespace waymark::gazetteer {

class EntryQueue {
 public:
  /// Lifetime: refers to all of them; the schema may change only behind wait().
  EntryQueue(IndexBuilder& builder, const Schema& schema,
             const std::pair<std::string, std::string>& source);
  /// Leaves no thread behind. What was added is in the builder.
  ~EntryQueue();
  EntryQueue(const EntryQueue&) = delete;
  EntryQueue& operator=(const EntryQueue&) = delete;

  /// Says that many entries will come: the other thread is worth its while.
  void start();
  /// Adds an entry whose id the builder has just claimed; `entry` is another one afterwards.
  void add(IndexEntry& entry) { add(What::kEntry, entry); }
  /// The same where the id is claimed on the other thread, and may turn out to be taken there.
  /// Requires: until wait() nobody else asks the builder.
  void add_unclaimed(IndexEntry& entry) { add(What::kUnclaimed, entry); }
  /// Adds the digest of an entry that does not go into the builder.
  void add_digest(const IndexEntry& entry);
  /// From here on add_name() adds entries that are as this one, but for their ids and names.
  /// Requires: it has one name and one form, which are alike, no ids and no place. Its id is what
  /// theirs begin with; the name follows (made_id.h).
  void set_pattern(const IndexEntry& entry);
  /// Claims as add_unclaimed() does.
  void add_name(std::string_view name, std::string_view key);
  /// Returns when all that was added is in the builder.
  void wait();
  /// The digests of all that was added. Requires: wait() was called.
  [[nodiscard]] Digest digest() const { return digest_; }
  // The same: how many forms entries have, and how many ids were taken.
  [[nodiscard]] std::uint64_t form_count() const { return form_count_; }
  [[nodiscard]] std::uint64_t taken_count() const { return taken_count_; }

 private:
  enum class What : std::uint8_t { kEntry, kUnclaimed, kDigest, kPattern, kName };
  struct Item {
    What what;
    std::uint16_t name_size, key_size;
  };
  /// What was made of a name: its id, which ends there in Batch::ids, and the entry's digest.
  struct Made {
    std::size_t id_end;
    Digest digest;
  };
  /// Items, and what they say: entries in their order, names as bytes.
  struct Batch {
    std::vector<Item> items;
    std::vector<IndexEntry> entries;
    std::size_t entry_count = 0;  ///< the others keep their memory
    std::string bytes;
    std::string ids;  // these are of its names, if they are made yet
    std::vector<Made> made;
    bool is_made = false;

    [[nodiscard]] std::string_view id(std::size_t name) const {
      const std::size_t begin = name == 0 ? 0 : made[name - 1].id_end;
      return std::string_view(ids).substr(begin, made[name].id_end - begin);
    }
  };

  void add(What what, IndexEntry& entry);
  IndexEntry& next_entry(What what);
  void end_item();
  void hand_over();
  void run();
  void take(Batch& batch);
  void make(Batch& batch, EntryDigests& digests) const;
  void expect_ids(const Batch& batch);
  void take_entry(What what, const IndexEntry& entry);
  void take_name(const Batch& batch, std::size_t number, std::string_view name,
                 std::string_view key);
  bool claim(std::string_view id, std::uint64_t hash);

  IndexBuilder& builder_;
  const std::pair<std::string, std::string>& source_;
  EntryDigests digests_;
  EntryDigests::Pattern digest_pattern_;
  NamePattern pattern_;
  std::string id_prefix_;
  std::vector<std::uint64_t> hashes_;  // of the ids of names of the batch at hand
  Digest digest_;
  std::uint64_t form_count_ = 0, taken_count_ = 0;

  Batch batch_;  // these two on the first thread
  EntryDigests first_digests_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> full_, empty_;
  std::size_t open_ = 0;  // batches that are not in the builder yet
  bool ends_ = false;
};

}  // namespace waymark::gazetteer
