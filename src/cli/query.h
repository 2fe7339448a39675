/* A query out of a row or of options. */
#ifndef CLI_QUERY_H
#define CLI_QUERY_H

#include "cli/rows.h"
#include "cli/stream.h"

/** FollowTheMoney's name of a kind of entity that people call otherwise ("ship"), else the word itself. */
str query_kind(str word);
/** The options that describe who is asked about; TIES_ERR_USAGE with the reason when one of them says nothing that
 *  can be compared. */
ties_code query_check_options(const struct cli *cli, ties_error *err);
/** Fills the query; new strings are in `arena`. Options stand in where the row says nothing. TIES_ERR_USAGE, with
 *  a reason, when the row cannot be asked for: no name, a date that is none. */
ties_code query_from_row(ties_query *query, const struct cli *cli, const struct row *row, struct arena *arena,
                         ties_error *err);

/** A row with the query made of it. */
struct query_row {
	struct row row;
	ties_query query;
};

/** The next row of a stream as a query_row, in `slot->row`. A row that cannot be asked for marks the slot as bad, with
 *  the reason. */
ties_code query_next(struct rows *rows, const struct cli *cli, struct stream_slot *slot, bool *more, ties_error *err);

#endif
