/* Fetching from memory what will be read soon. Answers of thousands of ties read all over the file; each read waits for
 * the one before, as an item says where the next one lies. So the reads of many are made to overlap: while one tie is
 * read, a later one is fetched, and of one still later what says where it lies. Internal to src/graph. */
#ifndef GRAPH_AHEAD_H
#define GRAPH_AHEAD_H

#include "book/book.h"

/** How many items apart the stages of fetching are: about what memory takes to answer. */
enum { AHEAD_STEP = 6, AHEAD_NODE_STAGES = 3, AHEAD_TIE_STAGES = 5 };

/** A NODE item of which the ties and the name will be read: stage 0, 1, 2, each needs what the one before fetched. */
void ahead_node(const ties_book *b, uint32_t node, unsigned stage);
/** A TIE item of which the record will be read: stage 0 to 4. */
void ahead_tie(const ties_book *b, uint32_t tie, unsigned stage);

#endif
