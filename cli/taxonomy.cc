// fupan taxonomy: list, set, add, retire, merge, split, map, export, import and undo, with a preview of what changes.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

#include "cli/command.h"
#include "cli/operator.h"
#include "core/taxonomy_record.h"
#include "importers/taxonomy_file.h"
#include "server/service/render_curation_json.h"
#include "server/service/render_taxonomy_json.h"
#include "server/service/taxonomy_service.h"

namespace fupan::cli {
namespace {

struct Options {
  std::string facet, file;
  service::TaxonomyOrder order;
  std::string label_en, label_zh, description_en, description_zh, pmbok, prince2;
  std::vector<std::string> aliases, parts, words;
  std::size_t position = 0;
  std::uint64_t change = 0;
  bool is_dry_run = false;
};

void print(const UpgradeNote& note) {
  std::cout << "file: " << name_of(note.outcome) << ' ' << name_of(note.facet) << ' ' << note.value;
  if (!note.field.empty()) std::cout << ' ' << note.field;
  if (note.outcome == UpgradeOutcome::kKept)
    std::cout << ": \"" << note.ours << "\" stays, the file has \"" << note.shipped << '"';
  std::cout << '\n';
}

void print(Facet facet, const TaxonomyValue& value) {
  std::cout << name_of(facet) << "  " << value.id << "  " << value.label_en << "  " << value.label_zh;
  if (!value.pmbok.empty()) std::cout << "  [PMBOK: " << value.pmbok << "; PRINCE2: " << value.prince2 << ']';
  if (value.retired) std::cout << "  (retired)";
  for (const std::string& former : value.former) std::cout << "  <- " << former;
  for (const SplitPart& part : value.parts) std::cout << "  -> " << part.value;
  std::cout << '\n';
}

int list(const Globals& globals, const Options& options) {
  auto library = open_library(globals, false);
  if (!library) return fail(globals, library.error());
  const auto state = (*library)->taxonomy_state();
  if (globals.json) {
    std::cout << service::render_taxonomy(*state) << '\n';
    return 0;
  }
  for (const Facet facet : {Facet::kPhase, Facet::kRisk, Facet::kTag}) {
    if (!options.facet.empty() && options.facet != name_of(facet)) continue;
    for (const TaxonomyValue& value : state->taxonomy.values(facet)) print(facet, value);
  }
  for (const UpgradeNote& note : state->notes) print(note);
  return 0;
}

void print(const char* what, const service::Affected& affected) {
  if (affected.total == 0) return;
  std::cout << what << ": " << affected.total << '\n';
  for (const auto& [id, name] : affected.examples) std::cout << "    " << name << "  (" << id << ")\n";
}

void print(const service::TaxonomyEffects& effects) {
  print("documents", effects.documents);
  print("lessons", effects.lessons);
  print("briefs", effects.briefs);
  print("projects", effects.projects);
  print("saved searches", effects.searches);
  print("adoptions", effects.adoptions);
  print("rules of approval", effects.rules);
  for (const auto& [value, total] : effects.parts) std::cout << "to " << value << ": " << total << '\n';
  if (effects.undecided_total > 0) std::cout << "undecided, for the queue: " << effects.undecided_total << '\n';
  for (const service::UndecidedRecord& record : effects.undecided) {
    std::cout << "    " << record.title << "  (" << record.id << ")\n";
  }
}

int say_done(const Globals& globals, service::Library& library, const Result<AuditEntry>& entry) {
  if (!entry) return fail(globals, entry.error());
  if (Status indexed = bring_index_up_to_date(library); !indexed) return fail(globals, indexed.error());
  if (globals.json) {
    std::cout << service::render_done(*entry) << '\n';
  } else if (entry->number == 0) {
    std::cout << "nothing had to be changed\n";
  } else {
    std::cout << "done (audit record " << entry->number << "; fupan taxonomy undo " << entry->number
              << " takes it back)\n";
  }
  return 0;
}

// "ID" or "ID=English=中文"
Result<service::SplitTarget> part_of(const std::string& text) {
  service::SplitTarget part;
  std::istringstream pieces(text);
  std::getline(pieces, part.value, '=');
  std::getline(pieces, part.label_en, '=');
  std::getline(pieces, part.label_zh);
  if (!part.value.empty() && part.label_en.empty() == part.label_zh.empty()) return part;
  return Error{ErrorCode::kInvalidArgument, "--part: give ID, or ID=English=中文 of a new value, not '" + text + "'"};
}

// "ID=word,word"
Status add_words(const std::string& text, service::TaxonomyOrder& order) {
  const std::size_t equals = text.find('=');
  const auto part = std::find_if(order.parts.begin(), order.parts.end(),
                                 [&](const service::SplitTarget& one) { return one.value == text.substr(0, equals); });
  if (equals == std::string::npos || part == order.parts.end()) {
    return Error{ErrorCode::kInvalidArgument, "--words: give ID=word,word of a --part, not '" + text + "'"};
  }
  std::istringstream words(text.substr(equals + 1));
  for (std::string word; std::getline(words, word, ',');) part->words.push_back(word);
  return ok_status();
}

Result<service::TaxonomyOrder> order_of(const Options& options, const CLI::App& command) {
  service::TaxonomyOrder order = options.order;
  const auto facet = enum_of<Facet>(kFacetNames, options.facet);
  if (!facet) return Error{ErrorCode::kInvalidArgument, "the facet is phase, risk or tag, not '" + options.facet + "'"};
  order.facet = *facet;
  const auto given = [&](const char* name) {
    const CLI::Option* option = command.get_option_no_throw(name);
    return option != nullptr && option->count() > 0;
  };
  if (given("--label-en")) order.label_en = options.label_en;
  if (given("--label-zh")) order.label_zh = options.label_zh;
  if (given("--description-en")) order.description_en = options.description_en;
  if (given("--description-zh")) order.description_zh = options.description_zh;
  if (given("--pmbok")) order.pmbok = options.pmbok;
  if (given("--prince2")) order.prince2 = options.prince2;
  if (given("--alias")) order.aliases = options.aliases;
  if (given("--position")) order.position = options.position;
  for (const std::string& text : options.parts) {
    auto part = part_of(text);
    if (!part) return part.error();
    order.parts.push_back(std::move(*part));
  }
  for (const std::string& text : options.words) {
    if (Status added = add_words(text, order); !added) return added.error();
  }
  return order;
}

int change(const Globals& globals, const Options& options, const CLI::App& command) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const auto order = order_of(options, command);
  if (!order) return fail(globals, order.error());
  const service::TaxonomyService taxonomy(**library);
  if (!options.is_dry_run) {
    return say_done(globals, **library, taxonomy.change(operator_of_machine(), *order, std::nullopt));
  }
  const auto effects = taxonomy.preview(operator_of_machine(), *order, std::nullopt);
  if (!effects) return fail(globals, effects.error());
  if (globals.json) {
    std::cout << service::render_effects(*effects) << '\n';
  } else {
    print(*effects);
    std::cout << "nothing was written (--dry-run)\n";
  }
  return 0;
}

int undo(const Globals& globals, const Options& options) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const service::TaxonomyService taxonomy(**library);
  return say_done(globals, **library, taxonomy.undo(operator_of_machine(), options.change));
}

int export_file(const Globals& globals) {
  auto library = open_library(globals, false);
  if (!library) return fail(globals, library.error());
  std::cout << export_taxonomy((*library)->taxonomy());
  return 0;
}

int import_file(const Globals& globals, const Options& options) {
  auto library = open_library(globals, false);
  if (!library) return fail(globals, library.error());
  std::ifstream in(options.file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return fail(globals, make_error(ErrorCode::kIo, "read " + options.file + ": not there or not readable"));
  const auto taxonomy = importers::parse_taxonomy(text.str());
  if (!taxonomy) {
    return fail(globals, make_error(taxonomy.error().code, options.file + ": " + taxonomy.error().message));
  }
  const service::TaxonomyService service(**library);
  return say_done(globals, **library, service.replace(operator_of_machine(), *taxonomy, std::nullopt));
}

}  // namespace

void add_taxonomy(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("taxonomy", "Phases, risks and tags: list and edit");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  using Action = service::TaxonomyAction;

  CLI::App* listing = command->add_subcommand("list", "All values, and what a newer file changed");
  listing->fallthrough();
  listing->add_option("FACET", options->facet, "Only phase, risk or tag");
  listing->callback([&globals, &body, options] { body = [&globals, options] { return list(globals, *options); }; });

  const auto add_change = [&](const char* name, const char* what, Action action) {
    CLI::App* one = command->add_subcommand(name, what);
    one->fallthrough();
    one->add_option("FACET", options->facet, "phase, risk or tag")->required();
    one->add_option("VALUE", options->order.value, "Its id, or any of its names")->required();
    one->add_flag("--dry-run", options->is_dry_run, "Only say what would change");
    one->add_option("--reason", options->order.reason, "For the audit trail");
    one->callback([&globals, &body, options, one, action] {
      options->order.action = action;
      body = [&globals, options, one] { return change(globals, *options, *one); };
    });
    return one;
  };
  for (CLI::App* one :
       {add_change("add", "A new value", Action::kAdd), add_change("set", "Change a value", Action::kSet)}) {
    one->add_option("--label-en", options->label_en, "English label");
    one->add_option("--label-zh", options->label_zh, "Chinese label");
    one->add_option("--description-en", options->description_en, "English description");
    one->add_option("--description-zh", options->description_zh, "Chinese description");
    one->add_option("--alias", options->aliases, "All aliases; once for each");
    one->add_option("--pmbok", options->pmbok, "PMBOK process group of a phase");
    one->add_option("--prince2", options->prince2, "PRINCE2 process of a phase");
    one->add_option("--position", options->position, "Its place; 1 is the first");
  }
  add_change("retire", "Nothing new gets it; what has it keeps it", Action::kRetire);
  add_change("restore", "Undo a retirement or a split", Action::kRestore);
  for (CLI::App* one : {add_change("merge", "One value takes the place of another", Action::kMerge),
                        add_change("map", "A free word becomes a name of a value", Action::kMap)}) {
    one->add_option("INTO", options->order.into, "The value that stays")->required();
  }
  CLI::App* splitting = add_change("split", "Several values take the place of one", Action::kSplit);
  splitting->add_option("--part", options->parts, "ID, or ID=English=中文 of a new value; twice or more")->required();
  splitting->add_option("--words", options->words, "ID=word,word: a text with one of them goes to that part");
  splitting->add_option("--otherwise", options->order.otherwise, "What takes the rest; without it the queue does");

  CLI::App* undoing = command->add_subcommand("undo", "Take a change back");
  undoing->fallthrough();
  undoing->add_option("CHANGE", options->change, "Number of the audit record")->required();
  undoing->callback([&globals, &body, options] { body = [&globals, options] { return undo(globals, *options); }; });
  CLI::App* exporting = command->add_subcommand("export", "Print it as JSON that import takes");
  exporting->fallthrough();
  exporting->callback([&globals, &body] { body = [&globals] { return export_file(globals); }; });
  CLI::App* importing = command->add_subcommand("import", "Make it what a file says, YAML or JSON");
  importing->fallthrough();
  importing->add_option("FILE", options->file, "The file")->required();
  importing->callback(
      [&globals, &body, options] { body = [&globals, options] { return import_file(globals, *options); }; });
}

}  // namespace fupan::cli
