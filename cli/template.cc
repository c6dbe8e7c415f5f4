// fupan template: list, show, fields, copy, release, drift and update.
#include "cli/template.h"

#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/operator.h"
#include "server/service/render_curation_json.h"
#include "server/service/render_template_json.h"

namespace fupan::cli {
namespace {

struct Options {
  std::string id, version, notes, source, values, project, title, format, output, state;
  std::vector<std::string> sets, lessons;
  bool is_for_library = false, applies = false;
};

int say(const std::string& text) {
  std::cout << text << '\n';
  return 0;
}

int list(const Globals& globals, const service::Templates& templates, const Taxonomy& taxonomy) {
  service::TemplateFilter filter;
  filter.limit = static_cast<std::size_t>(-1);
  const auto page = templates.gallery.list(operator_of_machine(), filter);
  if (!page) return fail(globals, page.error());
  if (globals.json) return say(service::render_templates(*page, taxonomy, terminal_language()));
  for (const service::TemplateRow& row : page->items) {
    const service::KnownTemplate& known = *row.known;
    std::cout << known.document.id.value << "  " << known.newest().release.version << (known.is_unreleased ? "*" : "")
              << "  " << known.document.lang << "  " << known.document.title;
    if (row.copies.total() > 0)
      std::cout << "  (" << row.copies.total() << (row.copies.total() == 1 ? " copy)" : " copies)");
    std::cout << '\n';
  }
  return say(std::to_string(page->total) + (page->total == 1 ? " template" : " templates"));
}

int show(const Globals& globals, const service::Templates& templates, const Taxonomy& taxonomy,
         const Options& options) {
  const auto view = templates.gallery.get(operator_of_machine(), options.id);
  if (!view) return fail(globals, view.error());
  if (globals.json) return say(service::render_template(*view, taxonomy, terminal_language()));
  const service::KnownTemplate& known = *view->row.known;
  std::cout << known.document.title << "\n" << known.description << "\n";
  const TemplateText& text = *known.newest().text;
  if (!text.family.empty()) std::cout << "family " << text.family << ", variant " << text.variant << '\n';
  if (known.is_unreleased) std::cout << "edited since the newest release\n";
  for (auto version = known.versions.rbegin(); version != known.versions.rend(); ++version) {
    std::cout << version->release.version << "  " << version->release.by;
    if (!version->release.notes.empty()) std::cout << "  " << version->release.notes;
    std::cout << '\n';
    for (const service::NamedLesson& lesson : view->lessons.at(version->release.version)) {
      std::cout << "    because of: " << lesson.title << "  (" << lesson.id << ")\n";
    }
  }
  return 0;
}

int fields(const Globals& globals, const service::Templates& templates, const Options& options) {
  const auto version = templates.gallery.version(operator_of_machine(), options.id, options.version);
  if (!version) return fail(globals, version.error());
  if (globals.json) return say(service::render_template_fields(*version));
  for (const TemplateField& field : version->version->text->fields) {
    std::cout << field.name << "  " << name_of(field.type) << "  " << field.label;
    if (!field.initial.empty()) std::cout << "  [" << field.initial << ']';
    for (const std::string& option : field.options)
      std::cout << (&option == &field.options.front() ? "  " : " | ") << option;
    std::cout << (field.is_required ? "  (required)\n" : "\n");
  }
  return 0;
}

// "name=value"
Result<FieldValues> values_of(const Options& options) {
  FieldValues values;
  if (!options.values.empty()) {
    auto text = read_input(options.values);
    if (!text) return text.error();
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object()) return make_error(ErrorCode::kInvalidArgument, options.values + ": is no JSON object");
    for (const auto& [name, value] : json.items()) {
      if (value.is_structured())
        return make_error(ErrorCode::kInvalidArgument, options.values + ": " + name + " is no text");
      values[name] = value.is_string() ? value.get<std::string>() : value.dump();
    }
  }
  for (const std::string& set : options.sets) {
    const std::size_t equals = set.find('=');
    if (equals == std::string::npos) {
      return make_error(ErrorCode::kInvalidArgument, "--set: give name=value, not '" + set + "'");
    }
    values[set.substr(0, equals)] = set.substr(equals + 1);
  }
  return values;
}

int copy(const Globals& globals, service::Library& library, const service::Templates& templates,
         const Options& options) {
  auto values = values_of(options);
  if (!values) return fail(globals, values.error());
  const auto made = templates.copies.make(
      operator_of_machine(),
      {options.id, options.version, std::move(*values), options.project, options.title, options.is_for_library});
  if (!made) return fail(globals, made.error());
  if (options.is_for_library) {
    if (Status indexed = bring_index_up_to_date(library); !indexed) return fail(globals, indexed.error());
  }
  std::string text = made->markdown;
  if (options.format == "docx") {
    auto docx = service::docx_of(*made);
    if (!docx) return fail(globals, docx.error());
    text = std::move(*docx);
  }
  if (!options.output.empty()) {
    std::ofstream out(options.output, std::ios::binary | std::ios::trunc);
    out << text;
    if (!out.flush()) return fail(globals, make_error(ErrorCode::kIo, "write " + options.output + ": not possible"));
  }
  if (globals.json) return say(service::render_copy(*made));
  if (options.output.empty() && !options.is_for_library) {
    std::cout << text;
    return 0;
  }
  std::cout << "copy " << made->id << " of version " << made->version;
  return say(made->document.empty() ? "" : ", document " + made->document);
}

int release(const Globals& globals, service::Library& library, const service::Templates& templates,
            const Options& options) {
  service::ReleaseOrder order{options.id, options.version, options.notes, options.lessons, std::nullopt, std::nullopt};
  if (!options.source.empty()) {
    auto source = read_input(options.source);
    if (!source) return fail(globals, source.error());
    order.source = std::move(*source);
  }
  const auto done = templates.releases.release(operator_of_machine(), order);
  if (!done) return fail(globals, done.error());
  if (Status indexed = bring_index_up_to_date(library); !indexed) return fail(globals, indexed.error());
  if (!globals.json) return say("released " + done->version);
  const auto view = templates.gallery.get(operator_of_machine(), options.id);
  if (!view) return fail(globals, view.error());
  return say(service::render_release(*view, done->version));
}

int drift(const Globals& globals, const service::Templates& templates, const Options& options) {
  const auto state = enum_of<service::CopyState>(service::kCopyStateNames, options.state);
  const auto view =
      templates.updates.drift(operator_of_machine(), options.id, {state, static_cast<std::size_t>(-1), 0});
  if (!view) return fail(globals, view.error());
  if (globals.json) return say(service::render_drift(*view));
  for (const service::KnownCopy& one : view->items) {
    std::cout << one.id << "  " << one.mark.version << "  " << name_of(one.state) << (one.is_guessed ? "?" : "") << "  "
              << one.title << (one.document ? "" : "  (not in the library)") << '\n';
  }
  return say(std::to_string(view->total) + (view->total == 1 ? " copy" : " copies"));
}

int update(const Globals& globals, service::Library& library, const service::Templates& templates,
           const Options& options) {
  const auto proposed = templates.updates.propose(operator_of_machine(), options.id);
  if (!proposed) return fail(globals, proposed.error());
  if (options.applies) {
    const auto done =
        templates.updates.apply(operator_of_machine(), options.id, proposed->markdown, proposed->document_version);
    if (!done) return fail(globals, done.error());
    if (Status indexed = bring_index_up_to_date(library); !indexed) return fail(globals, indexed.error());
    if (globals.json) return say(service::render_done(*done));
    return say(done->number == 0 ? "nothing had to be changed"
                                 : "updated from " + proposed->from + " to " + proposed->to + " (audit record " +
                                       std::to_string(done->number) + ")");
  }
  if (globals.json) return say(service::render_update(*proposed));
  for (const text::DiffPart& part : proposed->changes) {
    if (part.kind == text::DiffKind::kRemoved) std::cout << "[-" << part.text << "-]";
    if (part.kind == text::DiffKind::kAdded) std::cout << "{+" << part.text << "+}";
    if (part.kind == text::DiffKind::kEqual) std::cout << part.text;
  }
  for (const text::MergeConflict& one : proposed->conflicts) {
    std::cout << "conflict in line " << one.line << ": the template says\n" << one.theirs;
  }
  return say("nothing was written (--apply writes it)");
}

using Run = std::function<int(service::Library& library, const service::Templates& templates)>;

int with_templates(const Globals& globals, const Run& run) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  const service::Templates templates(**library, std::make_shared<service::TemplateIndex>((*library)->store()));
  return run(**library, templates);
}

void add_copy_options(CLI::App& command, Options& options) {
  command.add_option("--set", options.sets, "name=value; once for each field");
  command.add_option("--values", options.values, "A JSON file with the values");
  command.add_option("--version-of-template", options.version, "Default: the newest");
  command.add_option("--project", options.project, "Name of the project");
  command.add_option("--title", options.title, "Default: made from the template's title and the project");
  command.add_option("--format", options.format, "markdown or docx")->check(CLI::IsMember({"markdown", "docx"}));
  command.add_option("-o,--output", options.output, "Write it to this file");
  command.add_flag("--into-library", options.is_for_library, "Also write it as a document of the collection copies");
}

void add_release_options(CLI::App& command, Options& options) {
  command.add_option("--version", options.version, "Numbers joined by dots, higher than the newest")->required();
  command.add_option("--notes", options.notes, "Markdown: what is new")->required();
  command.add_option("--lesson", options.lessons, "A lesson that caused it; once for each");
  command.add_option("--source", options.source, "A file with the new text");
}

}  // namespace

void add_template(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("template", "Templates: list, fill, release, and what became of copies");
  command->require_subcommand(1);
  auto options = std::make_shared<Options>();
  const auto add = [&](const char* name, const char* what, const char* target, auto run) {
    CLI::App* one = command->add_subcommand(name, what);
    one->fallthrough();
    if (*target != '\0') one->add_option(target, options->id, "Its id")->required();
    one->callback([&globals, &body, run] { body = [&globals, run] { return with_templates(globals, run); }; });
    return one;
  };
  add("list", "All templates; * marks those edited since their newest release", "",
      [&globals](auto& library, auto& templates) { return list(globals, templates, library.taxonomy()); });
  add("show", "One template with its releases", "TEMPLATE", [&globals, options](auto& library, auto& templates) {
    return show(globals, templates, library.taxonomy(), *options);
  });
  add("fields", "What it asks for", "TEMPLATE", [&globals, options](auto&, auto& templates) {
    return fields(globals, templates, *options);
  })->add_option("--version-of-template", options->version, "Default: the newest");
  add_copy_options(
      *add("copy", "A filled copy", "TEMPLATE",
           [&globals, options](auto& library, auto& templates) { return copy(globals, library, templates, *options); }),
      *options);
  add_release_options(*add("release", "A new version", "TEMPLATE",
                           [&globals, options](auto& library, auto& templates) {
                             return release(globals, library, templates, *options);
                           }),
                      *options);
  add("drift", "Which copies are behind or were changed", "TEMPLATE",
      [&globals, options](auto&, auto& templates) { return drift(globals, templates, *options); })
      ->add_option("--state", options->state, "Only these")
      ->check(CLI::IsMember({"current", "changed", "behind", "behind_changed", "unknown"}));
  add("update", "The newest version merged into a copy", "COPY", [&globals, options](auto& library, auto& templates) {
    return update(globals, library, templates, *options);
  })->add_flag("--apply", options->applies, "Write it as the next revision of the document");
  add_template_rules(*command, globals, body);
}

}  // namespace fupan::cli
