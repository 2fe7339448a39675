/* A query out of a row or of options. */
#ifndef CLI_QUERY_H
#define CLI_QUERY_H

#include "cli/rows.h"

/** FollowTheMoney's name of a kind of entity that people call otherwise ("ship"), else the word itself. */
str query_kind(str word);
/** The options that describe who is asked about; TIES_ERR_USAGE with the reason when one of them says nothing that
 *  can be compared. */
ties_code query_check_options(const struct cli *cli, ties_error *err);
/** Fills the query; new strings are in `arena`. Options stand in where the row says nothing. TIES_ERR_USAGE, with
 *  a reason, when the row cannot be asked for: no name, a date that is none. */
ties_code query_from_row(ties_query *query, const struct cli *cli, const struct row *row, struct arena *arena,
                         ties_error *err);

#endif
