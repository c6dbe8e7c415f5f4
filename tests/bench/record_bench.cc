// How long the records of a library take to read and write, and how many bytes they take: fupan_record_bench DATA_DIR
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <vector>

#include "core/codec.h"
#include "server/service/keys.h"
#include "server/service/repository.h"
#include "store/lmdb/lmdb_store.h"
#include "store/lmdb/value_envelope.h"

namespace fupan::bench {
namespace {

using SteadyClock = std::chrono::steady_clock;

template <class F>
double microseconds(F&& work) {
  const auto start = SteadyClock::now();
  work();
  return std::chrono::duration<double, std::micro>(SteadyClock::now() - start).count();
}

void print(const char* what, std::vector<double>& times) {
  std::sort(times.begin(), times.end());
  double sum = 0;
  for (const double time : times) sum += time;
  const double count = static_cast<double>(times.size());
  fmt::print("{:<34} mean {:6.1f} us  p50 {:6.1f}  p99 {:6.1f}\n", what, sum / count, times[times.size() / 2],
             times[times.size() * 99 / 100]);
}

struct Totals {
  std::uint64_t sources = 0, records = 0, packed = 0;
};

int run(const std::filesystem::path& data) {
  const auto store = store::LmdbStore::open(data / "store", {.read_only = true});
  if (!store) return std::cerr << store.error().message << '\n', 1;
  std::vector<DocumentId> ids;
  std::vector<double> get, decode, read, encode, pack;
  Totals totals;
  const Status walked = service::for_each_record(**store, service::kDocumentPrefix, [&](const store::Record& record) {
    ids.push_back(*service::document_of_key(record.key));
    return ok_status();
  });
  if (!walked || ids.empty()) return std::cerr << "no documents\n", 1;
  for (const DocumentId& id : ids) {
    Result<service::StoredDocument> stored{};
    read.push_back(microseconds([&] { stored = service::get_document(**store, id); }));
    if (!stored) return std::cerr << stored.error().message << '\n', 1;
    get.push_back(microseconds([&] { (void)(*store)->get(service::document_key(id)); }));
    decode.push_back(microseconds([&] { (void)decode_document(stored->record); }));
    const auto source = source_of(stored->record);
    std::string bytes;
    encode.push_back(microseconds([&] { bytes = encode_document(stored->document, *source); }));
    pack.push_back(microseconds([&] { totals.packed += store::PackedValue(bytes).payload().size(); }));
    totals.sources += source->size();
    totals.records += bytes.size();
  }
  fmt::print("{} documents\n", ids.size());
  print("read: get, unpack, decode", read);
  print("  get and unpack", get);
  print("  decode", decode);
  print("encode", encode);
  print("compress", pack);
  const double count = static_cast<double>(ids.size());
  fmt::print("bytes a document: source {:.0f}, record {:.0f}, compressed {:.0f}, store {:.0f}\n",
             static_cast<double>(totals.sources) / count, static_cast<double>(totals.records) / count,
             static_cast<double>(totals.packed) / count,
             static_cast<double>((*store)->size_bytes().value_or(0)) / count);
  return 0;
}

}  // namespace
}  // namespace fupan::bench

int main(int argc, char** argv) {
  if (argc == 2) return fupan::bench::run(argv[1]);
  std::cerr << "usage: fupan_record_bench DATA_DIR\n";
  return 2;
}
