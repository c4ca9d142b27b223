// SPDX-License-Identifier: Apache-2.0
// Work on a stream in several threads, results in the order of the stream: what comes out does not
// depend on how many threads there are. Each worker reads its next items itself and hands on what
// it made of them as soon as it is their turn, so that results leave while the stream makes the
// next one wait, and mostly from the cache that they were made in; how far workers may run ahead is
// bounded, so that memory does not grow with the stream.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace waymark::cli {

/// Calls `next()` for items until it gives none, `work(item, worker, previous)` on each in one of
/// `jobs` threads, of which the calling one is the first, and `emit(result)` for each result in the
/// order of the items. `previous` is the result right before, if the same worker has it still; else
/// it is null.
/// `weigh(item)` gives its bytes: small items are taken several at a time, so that threads seldom
/// wait for each other. `emit` returning false ends all. `next` is never called twice at a time,
/// nor `emit`. Errors: what any of them throws is thrown to the caller, after all threads have
/// ended.
template <class Item, class Answer, class Next, class Weigh, class Work, class Emit>
class Pipeline {
 public:
  Pipeline(Next next, Weigh weigh, Work work, Emit emit, unsigned jobs)
      : next_(std::move(next)),
        weigh_(std::move(weigh)),
        work_(std::move(work)),
        emit_(std::move(emit)),
        jobs_(jobs) {}

  void run() {
    if (jobs_ <= 1) return run_alone();
    std::vector<std::thread> others;
    for (unsigned worker = 1; worker < jobs_; ++worker)
      others.emplace_back([this, worker] { serve(worker); });
    serve(0);
    for (std::thread& other : others) other.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  using Batch = std::vector<Item>;
  using Answers = std::vector<Answer>;
  using Place = std::optional<Answers>*;

  void run_alone() {
    while (std::optional<Item> item = next_())
      if (!emit_(work_(*std::move(item), 0u, static_cast<Answer*>(nullptr)))) return;
  }

  void serve(unsigned worker) {
    try {
      while (std::optional<std::pair<Batch, Place>> task = take()) {
        Answers answers;
        answers.reserve(task->first.size());
        for (Item& item : task->first) {
          Answer* const previous = answers.empty() ? nullptr : &answers.back();
          answers.push_back(work_(std::move(item), worker, previous));
        }
        task->first.clear();
        hand_in(std::move(answers), task->second);
      }
    } catch (...) {
      fail(std::current_exception());
    }
  }

  /// Puts answers in their place. If nobody is emitting, emits all that are next in order.
  void hand_in(Answers answers, Place place) {
    std::unique_lock lock(mutex_);
    *place = std::move(answers);
    if (emitting_) return;
    emitting_ = true;
    while (!stopped_ && !answers_.empty() && answers_.front().has_value()) {
      Answers ready = take_front();
      lock.unlock();
      const bool goes_on = emit_all(std::move(ready));
      lock.lock();
      if (!goes_on) stop();
    }
    emitting_ = false;
  }

  /// The next items, with the place of their answers. References to elements of a deque stay valid
  /// while others are added at its end and removed from its front.
  std::optional<std::pair<Batch, Place>> take() {
    const std::lock_guard reading(reading_);
    {
      std::unique_lock lock(mutex_);
      room_.wait(lock, [&] { return finished_ || has_room(); });
      if (finished_) return std::nullopt;
    }
    Batch batch = read_batch();
    const std::lock_guard lock(mutex_);
    if (batch.empty() || finished_) {
      finish();
      return std::nullopt;
    }
    return std::pair<Batch, Place>(std::move(batch), &answers_.emplace_back());
  }

  /// Requires: reading_ is held.
  Batch read_batch() {
    Batch batch;
    std::uint64_t room = kBatch;
    while (!has_ended_ && room > 0 && batch.size() < kMostItems) {
      std::optional<Item> item = next_();
      has_ended_ = !item;
      if (has_ended_) break;
      room -= std::min(room, weigh_(*item));
      batch.push_back(*std::move(item));
    }
    return batch;
  }

  bool emit_all(Answers answers) {
    for (Answer& answer : answers)
      if (!emit_(std::move(answer))) return false;
    return true;
  }

  /// Requires: mutex_ is held, the first answers are there.
  Answers take_front() {
    Answers front = *std::move(answers_.front());
    answers_.pop_front();
    room_.notify_one();
    return front;
  }

  /// Requires: mutex_ is held.
  [[nodiscard]] bool has_room() const { return answers_.size() < std::size_t{jobs_} * kAhead; }

  /// Has nothing more read. Requires: mutex_ is held.
  void finish() {
    finished_ = true;
    room_.notify_all();
  }

  /// Has nothing more emitted either. Requires: mutex_ is held.
  void stop() {
    stopped_ = true;
    finish();
  }

  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    stop();
  }

  /// Batches a worker, so that one long document does not stop the others.
  static constexpr std::size_t kAhead = 8;
  static constexpr std::uint64_t kBatch = 1 << 16;  // bytes, after which a batch is closed
  static constexpr std::size_t kMostItems = 64;

  Next next_;
  Weigh weigh_;
  Work work_;
  Emit emit_;
  unsigned jobs_;
  std::mutex reading_;            // held while items are read; taken before mutex_
  bool has_ended_ = false;        // the stream gave none; guarded by reading_
  std::mutex mutex_;              // guards all below
  std::condition_variable room_;  // more may be read, or all is over; who holds reading_ waits
  std::deque<std::optional<Answers>>
      answers_;            // of the batches that were read and not yet emitted, in their order
  bool emitting_ = false;  // somebody is
  bool finished_ = false;  // nothing more is read
  bool stopped_ = false;   // nothing more is emitted
  std::exception_ptr failure_;
};

template <class Item, class Answer, class Next, class Weigh, class Work, class Emit>
void run_in_order(Next next, Weigh weigh, Work work, Emit emit, unsigned jobs) {
  Pipeline<Item, Answer, Next, Weigh, Work, Emit>(std::move(next), std::move(weigh),
                                                  std::move(work), std::move(emit), jobs)
      .run();
}

}  // namespace waymark::cli
