// fupan show: one document or lesson.
#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "cli/command.h"
#include "server/service/document_service.h"
#include "server/service/render_json.h"

namespace fupan::cli {
namespace {

void print_labels(const std::vector<Label>& labels) {
  for (const Label& label : labels) {
    std::cout << name_of(label.facet) << ": " << label.value << " (" << name_of(label.origin)
              << (label.mapped ? "" : ", not in the taxonomy") << ")\n";
  }
}

void print_lesson(const service::LessonView& view) {
  const Lesson& lesson = view.lesson;
  std::cout << lesson.title << "\n\n"
            << lesson.markdown << "\n\nkind: " << name_of(lesson.kind) << "\nstate: " << name_of(lesson.state) << '\n';
  print_labels(lesson.labels);
  std::cout << "document: " << view.document.id.value << "  " << view.document.title
            << "\nsource: " << view.document.collection << '/' << view.document.path << ':' << lesson.lines.first << '-'
            << lesson.lines.last << '\n';
}

int show_lesson(const Globals& globals, service::Library& library, const std::string& id) {
  const auto view = service::DocumentService(library).get_lesson({id});
  if (!view) return fail(globals, view.error());
  if (globals.json) {
    std::cout << service::render_lesson(*view, library.taxonomy(), terminal_language()) << '\n';
  } else {
    print_lesson(*view);
  }
  return 0;
}

int show_document(const Globals& globals, service::Library& library, const std::string& id) {
  const service::DocumentService documents(library);
  const auto document = documents.get({id});
  if (!document) return fail(globals, document.error());
  if (globals.json) {
    std::cout << service::render_document(*document, library.taxonomy(), terminal_language()) << '\n';
    return 0;
  }
  const auto source = documents.source({id}, std::nullopt);
  if (!source) return fail(globals, source.error());
  std::cout << source->bytes;
  return 0;
}

int run(const Globals& globals, const std::string& id) {
  auto library = open_library(globals, true);
  if (!library) return fail(globals, library.error());
  if (is_lesson_id(id)) return show_lesson(globals, **library, id);
  return show_document(globals, **library, id.substr(0, id.find('.')));
}

}  // namespace

void add_show(CLI::App& app, const Globals& globals, Body& body) {
  CLI::App* command = app.add_subcommand("show", "Print a document's source or a lesson");
  auto id = std::make_shared<std::string>();
  command->add_option("ID", *id, "Document, lesson or section id, as search prints it")->required();
  command->callback([&, id] { body = [&globals, id] { return run(globals, *id); }; });
}

}  // namespace fupan::cli
