// fupan evaluate --labels. One thread.
#pragma once

#include "cli/command.h"

namespace fupan::cli {

// Prints accuracy, macro-F1 and calibration of predicted labels, and Brier score and calibration of the risk predictor,
// by cross-validation on the library of --data. Returns an exit code.
int run_evaluate_labels(const Globals& globals);

}  // namespace fupan::cli
