/* Reading on one thread, folding on another: records go from here to there in batches, in their order.
 *
 * The first batch that is full starts the thread; where it cannot be made, the caller folds. What comes out is the
 * same, whoever does it: only one thread ever touches the fold, and while a relay is open, the caller does not. */
#ifndef COMPILE_RELAY_H
#define COMPILE_RELAY_H

#include "compile/fold.h"

struct relay;

/** Relays to `fold`, which is borrowed. NULL when memory ran out. */
struct relay *relay_open(struct fold *fold);
/** Copies the record. False when memory ran out, here or, for an earlier record, in the fold. */
bool relay_record(struct relay *relay, const struct model_record *record, unsigned part);
/** Returns when all records are folded; false when memory ran out. NULL is true. */
bool relay_close(struct relay *relay);

#endif
