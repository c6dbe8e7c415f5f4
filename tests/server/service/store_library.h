// A library of which only store and clock are there; the clock is moved by hand.
#pragma once

#include <chrono>
#include <cstdlib>

#include "server/service/library.h"
#include "tests/support/fake_store.h"

namespace fupan::service {

class HandClock final : public Clock {
 public:
  std::chrono::system_clock::time_point now() const override { return time; }
  std::chrono::system_clock::time_point time = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1};
};

// Only store and clock are there.
class StoreLibrary final : public Library {
 public:
  store::Store& store() override { return fake_store; }
  const indexer::IndexReader& index() const override { std::abort(); }
  std::shared_ptr<const TaxonomyState> taxonomy_state() const override { return state_; }
  const Taxonomy& taxonomy_file() const override { return state_->taxonomy; }
  const Clock& clock() const override { return hand_clock; }
  const std::filesystem::path& data() const override { return nowhere_; }
  const std::filesystem::path& starter() const override { return nowhere_; }

  test::FakeStore fake_store;
  HandClock hand_clock;

 private:
  std::shared_ptr<const TaxonomyState> state_ = std::make_shared<const TaxonomyState>();
  std::filesystem::path nowhere_;
};

}  // namespace fupan::service
