#include "server/service/query_log.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

#include "core/digest.h"
#include "core/text/fold.h"
#include "core/text/utf8.h"
#include "server/service/keys.h"
#include "server/service/query_privacy.h"

namespace fupan::service {
namespace {

constexpr std::size_t kIdLength = 13;
constexpr int kAttempts = 5;
constexpr std::size_t kDayLength = 10;

std::string id_of(std::string_view query) { return short_digest(query, kIdLength); }

// Folded, blanks collapsed, cut.
std::string kept_text(std::string_view query) {
  const std::string folded = text::fold(query);
  std::string kept;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < folded.size() && characters < kMostQueryCharacters;) {
    const std::size_t length = text::decode_at(folded, at).length;
    const bool is_blank = static_cast<unsigned char>(folded[at]) <= ' ';
    if (!is_blank) kept.append(folded, at, length);
    if (is_blank && !kept.empty() && kept.back() != ' ') kept += ' ';
    at += length;
    characters += is_blank ? 0 : 1;
  }
  return std::string(text::trim(kept));
}

bool is_open(const QueryCount& count) { return count.opened == 0 || count.without_result > count.opened; }

void add(QueryCounts& counts, const QueryCounts& news) {
  for (const auto& [text, more] : news) {
    const auto known = counts.find(text);
    if (known == counts.end()) {
      if (more.asked > 0) counts.emplace(text, more);
      continue;
    }
    QueryCount& count = known->second;
    if (more.asked > 0 && !more.is_confidential) count.is_confidential = false;
    count.asked += more.asked;
    count.without_result += more.without_result;
    count.relaxed += more.relaxed;
    count.opened += more.opened;
    count.last_day = std::max(count.last_day, more.last_day);
  }
}

bool is_told(const QueryCount& count, const Viewer& viewer) {
  return !count.is_confidential || viewer.hidden_collections.empty();
}

void drop_rarest(QueryCounts& counts) {
  if (counts.size() <= kMostQueries) return;
  std::vector<QueryCounts::const_iterator> all;
  for (auto i = counts.cbegin(); i != counts.cend(); ++i) all.push_back(i);
  const auto excess = static_cast<std::ptrdiff_t>(counts.size() - kMostQueries);
  std::nth_element(all.begin(), all.begin() + excess, all.end(), [](const auto& a, const auto& b) {
    return std::pair(a->second.asked, a->second.last_day) < std::pair(b->second.asked, b->second.last_day);
  });
  std::for_each(all.begin(), all.begin() + excess, [&](const auto& i) { counts.erase(i); });
}

}  // namespace

QueryLog::QueryLog(Library& library, std::chrono::milliseconds flush_every)
    : library_(library), flush_every_(flush_every) {}

QueryLog::~QueryLog() {
  {
    const std::lock_guard lock(mutex_);
    is_stopping_ = true;
  }
  stop_.notify_all();
  if (thread_.joinable()) thread_.join();
  if (const Status flushed = flush(); !flushed) spdlog::error("query counts are lost: {}", flushed.error().message);
}

void QueryLog::run() {
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(lock, flush_every_, [this] { return is_stopping_; })) {
    lock.unlock();
    if (const Status flushed = flush(); !flushed) spdlog::warn("query counts: {}", flushed.error().message);
    lock.lock();
  }
}

// With mutex_ held. Null: not to be counted.
QueryCount* QueryLog::count_of(std::string_view query) {
  if (looks_private(query)) return nullptr;
  std::string text = kept_text(query);
  if (text.empty()) return nullptr;
  const auto known = news_.find(text);
  if (known == news_.end() && news_.size() >= kMostQueries) return nullptr;
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  QueryCount& count = known == news_.end() ? news_[std::move(text)] : known->second;
  count.last_day = to_rfc3339(library_.clock().now()).substr(0, kDayLength);
  if (count.first_day.empty()) count.first_day = count.last_day;
  return &count;
}

void QueryLog::asked(std::string_view query, std::size_t total, bool relaxed, const Viewer& viewer) {
  const std::lock_guard lock(mutex_);
  QueryCount* count = count_of(query);
  if (count == nullptr) return;
  if (count->asked == 0 || !viewer.sees_restricted) count->is_confidential = viewer.sees_restricted;
  ++count->asked;
  if (total == 0) ++count->without_result;
  if (relaxed) ++count->relaxed;
}

void QueryLog::opened(std::string_view query) {
  const std::lock_guard lock(mutex_);
  if (QueryCount* count = count_of(query)) ++count->opened;
}

Result<QueryLog::Stored> QueryLog::read() const {
  const auto record = library_.store().get(kQueryCountsKey);
  if (!record && record.error().code == ErrorCode::kNotFound) return Stored{};
  if (!record) return record.error();
  auto counts = decode_query_counts(record->value);
  if (!counts) return counts.error();
  return Stored{std::move(*counts), record->revision};
}

Status QueryLog::add_to_store(const QueryCounts& news) {
  for (int attempt = 0;; ++attempt) {
    auto stored = read();
    if (!stored) return stored.error();
    const QueryCounts before = stored->counts;
    add(stored->counts, news);
    drop_rarest(stored->counts);
    if (stored->counts == before) return ok_status();
    const auto committed = library_.store().commit(
        {{std::string(kQueryCountsKey), encode_query_counts(stored->counts), stored->revision}});
    if (committed) return ok_status();
    if (committed.error().code != ErrorCode::kConflict || attempt + 1 == kAttempts) return committed.error();
  }
}

Status QueryLog::flush() {
  const std::lock_guard one_writer(store_mutex_);
  QueryCounts news;
  {
    const std::lock_guard lock(mutex_);
    news.swap(news_);
  }
  if (news.empty()) return ok_status();
  const Status added = add_to_store(news);
  if (added) return added;
  const std::lock_guard lock(mutex_);
  add(news, std::exchange(news_, {}));
  news_ = std::move(news);
  return added;
}

Result<UnansweredQueries> QueryLog::unanswered(std::size_t limit, std::size_t offset, const Viewer& viewer) const {
  auto stored = read();
  if (!stored) return stored.error();
  {
    const std::lock_guard lock(mutex_);
    add(stored->counts, news_);
  }
  std::vector<const QueryCounts::value_type*> open;
  for (const auto& entry : stored->counts) {
    if (is_open(entry.second) && is_told(entry.second, viewer)) open.push_back(&entry);
  }
  std::stable_sort(open.begin(), open.end(),
                   [](const auto* a, const auto* b) { return a->second.unanswered() > b->second.unanswered(); });
  UnansweredQueries page{open.size(), {}};
  for (std::size_t i = offset; i < open.size() && page.items.size() < limit; ++i) {
    page.items.push_back({id_of(open[i]->first), open[i]->first, open[i]->second});
  }
  return page;
}

Status QueryLog::dismiss(std::string_view id, const Viewer& viewer) {
  if (Status flushed = flush(); !flushed) return flushed;
  const std::lock_guard one_writer(store_mutex_);
  for (int attempt = 0;; ++attempt) {
    auto stored = read();
    if (!stored) return stored.error();
    if (std::erase_if(stored->counts, [&](const auto& entry) {
          return id_of(entry.first) == id && is_told(entry.second, viewer);
        }) == 0) {
      return make_error(ErrorCode::kNotFound, "no unanswered question '" + std::string(id) + "'");
    }
    const auto committed = library_.store().commit(
        {{std::string(kQueryCountsKey), encode_query_counts(stored->counts), stored->revision}});
    if (committed) return ok_status();
    if (committed.error().code != ErrorCode::kConflict || attempt + 1 == kAttempts) return committed.error();
  }
}

}  // namespace fupan::service
