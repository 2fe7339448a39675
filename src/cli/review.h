/* A review: one pair after the other is shown, and decided. */
#ifndef CLI_REVIEW_H
#define CLI_REVIEW_H

#include "cli/cli.h"

/** Asks on standard input, one line an answer, and appends to the file of --decisions. Returns an exit status. */
int cli_review(const struct cli *cli, const ties_book *book, const ties_proposals *proposals, ties_str who);

#endif
