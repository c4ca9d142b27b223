// SPDX-License-Identifier: Apache-2.0
// Work on a stream in several threads, results in the order of the stream: what comes out does not depend on how many
// threads there are. The queue is bounded, so that memory does not grow with the stream.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace waymark::cli {

/// Calls `next()` for items until it gives none, `work(item, worker)` on each in one of `jobs` threads, and
/// `emit(result)` for each result in the order of the items, in the calling thread. `emit` returning false ends all.
/// With one job everything runs in the calling thread.
template <class Item, class Answer, class Next, class Work, class Emit>
class Pipeline {
 public:
  Pipeline(Next next, Work work, Emit emit, unsigned jobs)
      : next_(std::move(next)), work_(std::move(work)), emit_(std::move(emit)), jobs_(jobs) {}

  void run() {
    if (jobs_ <= 1) return run_alone();
    std::vector<std::thread> workers;
    for (unsigned worker = 0; worker < jobs_; ++worker) workers.emplace_back([this, worker] { serve(worker); });
    feed_and_emit();
    for (std::thread& worker : workers) worker.join();
  }

 private:
  struct Task {
    Item item;
    std::optional<Answer> answer;
  };

  void run_alone() {
    while (std::optional<Item> item = next_())
      if (!emit_(work_(*std::move(item), 0u))) return;
  }

  void serve(unsigned worker) {
    for (;;) {
      Task* task = nullptr;
      {
        std::unique_lock lock(mutex_);
        work_ready_.wait(lock, [&] { return taken_ < tasks_.size() || finished_; });
        if (taken_ == tasks_.size()) return;
        task = &tasks_[taken_++];
      }
      Answer answer = work_(std::move(task->item), worker);
      {
        const std::lock_guard lock(mutex_);
        task->answer = std::move(answer);
      }
      answer_ready_.notify_one();
    }
  }

  /// References to elements of a deque stay valid while others are added at its end and removed from its front.
  void feed_and_emit() {
    const std::size_t most = static_cast<std::size_t>(jobs_) * 4;
    bool more = true;
    for (;;) {
      std::unique_lock lock(mutex_);
      while (more && tasks_.size() < most) {
        lock.unlock();
        std::optional<Item> item = next_();
        lock.lock();
        if (!item) {
          more = false;
          break;
        }
        tasks_.push_back({*std::move(item), std::nullopt});
        work_ready_.notify_one();
      }
      if (tasks_.empty()) break;
      answer_ready_.wait(lock, [&] { return tasks_.front().answer.has_value(); });
      Answer answer = *std::move(tasks_.front().answer);
      tasks_.pop_front();
      --taken_;
      lock.unlock();
      if (!emit_(std::move(answer))) break;
    }
    const std::lock_guard lock(mutex_);
    taken_ = tasks_.size();  // whatever nobody has begun is dropped
    finished_ = true;
    work_ready_.notify_all();
  }

  Next next_;
  Work work_;
  Emit emit_;
  unsigned jobs_;
  std::mutex mutex_;
  std::condition_variable work_ready_, answer_ready_;
  std::deque<Task> tasks_;
  std::size_t taken_ = 0;  // of tasks_, how many have been begun
  bool finished_ = false;
};

template <class Item, class Answer, class Next, class Work, class Emit>
void run_in_order(Next next, Work work, Emit emit, unsigned jobs) {
  Pipeline<Item, Answer, Next, Work, Emit>(std::move(next), std::move(work), std::move(emit), jobs).run();
}

}  // namespace waymark::cli
