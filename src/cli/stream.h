/* Many rows, one answer each, in order: read, worked on in threads, written. Memory is that of 256 rows, however
 * long the input. */
#ifndef CLI_STREAM_H
#define CLI_STREAM_H

#include "base/arena.h"
#include "base/error.h"
#include "cli/cli.h"

/** One row on its way. */
struct stream_slot {
	struct arena arena;    /* of the row; emptied before each use */
	struct report_out out; /* the answer, formatted by the worker */
	uint64_t line;         /* of the input */
	void *row;             /* what `read` made, in `arena` */
	bool hit;              /* set by `work`: something matched */
	bool bad;              /* set by either: the row could not be used, `error` says why */
	ties_error error;
};

struct stream {
	struct cli *cli;
	const char *path; /* for messages */
	void *context;
	/** Fills the slot with the next row; `*more` is false at the end. A row that cannot be used is marked as bad
	 *  and goes on to `work` all the same, so that the answers keep the order of the rows. `read` and `done` are
	 *  called in any thread, but one at a time, and in the same order for any number of threads. */
	ties_code (*read)(void *context, struct stream_slot *slot, bool *more, ties_error *err);
	/** Called in a thread, for different slots at a time. Returns an error only for what must end the run. */
	ties_code (*work)(void *context, unsigned thread, struct stream_slot *slot, ties_error *err);
	/** Called in order, before the answer is written; or NULL. */
	void (*done)(void *context, const struct stream_slot *slot);
};

/** What happened. */
struct stream_counts {
	uint64_t rows, bad, hits;
};

/** Runs to the end of the input. Bad rows are reported on standard error with their line. On TIES_OK standard
 *  output may still have failed: `*written` says so. */
ties_code stream_run(const struct stream *stream, struct stream_counts *counts, bool *written, ties_error *err);

#endif
