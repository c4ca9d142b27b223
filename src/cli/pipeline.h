// SPDX-License-Identifier: Apache-2.0
// Work on a stream in several threads, results in the order of the stream: what comes out does not
// depend on how many threads there are. Each worker reads its next item itself, so that results
// leave while the stream makes the next one wait; how far workers may run ahead is bounded, so that
// memory does not grow with the stream.
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

/// Calls `next()` for items until it gives none, `work(item, worker)` on each in one of `jobs`
/// threads, and `emit(result)` for each result in the order of the items, in the calling thread.
/// `weigh(item)` gives its bytes: small items are taken several at a time, so that threads seldom
/// wait for each other. `emit` returning false ends all. `next` is never called twice at a time.
/// With one job everything runs in the calling thread. Errors: what any of them throws is thrown to
/// the caller, after all threads have ended.
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
    std::vector<std::thread> workers;
    for (unsigned worker = 0; worker < jobs_; ++worker)
      workers.emplace_back([this, worker] { serve(worker); });
    try {
      emit_all();
    } catch (...) {
      fail(std::current_exception());
    }
    finish_reading();
    for (std::thread& worker : workers) worker.join();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  using Batch = std::vector<Item>;
  using Answers = std::vector<Answer>;
  using Place = std::optional<Answers>*;

  void run_alone() {
    while (std::optional<Item> item = next_())
      if (!emit_(work_(*std::move(item), 0u))) return;
  }

  void serve(unsigned worker) {
    try {
      while (std::optional<std::pair<Batch, Place>> task = take()) {
        Answers answers;
        answers.reserve(task->first.size());
        for (Item& item : task->first) answers.push_back(work_(std::move(item), worker));
        task->first.clear();
        const std::lock_guard lock(mutex_);
        *task->second = std::move(answers);
        // Nobody is woken who would only wait on.
        if (answers_.front().has_value()) ready_.notify_one();
      }
    } catch (...) {
      fail(std::current_exception());
    }
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

  void emit_all() {
    for (std::vector<Answers> ready = take_ready(); !ready.empty(); ready = take_ready())
      for (Answers& answers : ready)
        for (Answer& answer : answers)
          if (!emit_(std::move(answer))) return;
  }

  /// The answers that are next in order, waiting for some; none at the end.
  std::vector<Answers> take_ready() {
    std::vector<Answers> ready;
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] {
      return failure_ || (answers_.empty() ? finished_ : answers_.front().has_value());
    });
    if (failure_) return ready;
    for (; !answers_.empty() && answers_.front().has_value(); answers_.pop_front())
      ready.push_back(*std::move(answers_.front()));
    room_.notify_one();
    return ready;
  }

  /// Requires: mutex_ is held.
  [[nodiscard]] bool has_room() const { return answers_.size() < std::size_t{jobs_} * kAhead; }

  /// Requires: mutex_ is held.
  void finish() {
    finished_ = true;
    ready_.notify_one();
    room_.notify_all();
  }

  void fail(std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::move(failure);
    finish();
  }

  void finish_reading() {
    const std::lock_guard lock(mutex_);
    finish();
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
  std::mutex reading_;             // held while items are read; taken before mutex_
  bool has_ended_ = false;         // the stream gave none; guarded by reading_
  std::mutex mutex_;               // guards all below
  std::condition_variable ready_;  // the next answers in order are there, or all is over
  std::condition_variable room_;   // more may be read, or all is over; who holds reading_ waits
  std::deque<std::optional<Answers>>
      answers_;            // of the batches that were read and not yet emitted, in their order
  bool finished_ = false;  // nothing more is read
  std::exception_ptr failure_;
};

template <class Item, class Answer, class Next, class Weigh, class Work, class Emit>
void run_in_order(Next next, Weigh weigh, Work work, Emit emit, unsigned jobs) {
  Pipeline<Item, Answer, Next, Weigh, Work, Emit>(std::move(next), std::move(weigh),
                                                  std::move(work), std::move(emit), jobs)
      .run();
}

}  // namespace waymark::cli
