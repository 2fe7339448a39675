/* Strings numbered from 0 in order of first appearance, copied into an arena.
 *
 * Hashes are seeded per object, so that hostile strings cannot be made to collide. Beside each string (a slice and its
 * bytes) a place in the table takes eight bytes, as tables of tens of millions are bound by memory. */
#ifndef BASE_INTERN_H
#define BASE_INTERN_H

#include "base/arena.h"
#include "base/slots.h"

#define INTERN_NONE UINT32_MAX

/** Zero-initialise with `.arena`. */
struct intern {
	struct arena *arena; /* borrowed; holds the bytes */
	str *list;           /* owned; by number */
	size_t count, cap;
	struct slots slots; /* numbers by content */
	uint64_t seed;      /* 0 before the first string */
};

void intern_finish(struct intern *in);
/** Room for `count` strings in all, so that nothing is moved while they come; false when memory ran out. */
bool intern_reserve(struct intern *in, size_t count);
/** The number of `s`, a new one when it was not there; INTERN_NONE when memory ran out. O(1) expected. */
uint32_t intern_add(struct intern *in, str s);
/** The number of `s`, INTERN_NONE when it is not there. O(1) expected. */
uint32_t intern_find(const struct intern *in, str s);

/** What intern_add and intern_find reach for, one behind the other. */
enum intern_step { INTERN_SLOT, INTERN_ENTRY, INTERN_BYTES };
/** `s` will be asked for soon: fetches what is looked at in that step from memory. A step needs what the one before it
 *  has fetched, so they are called a little while apart. */
void intern_expect(const struct intern *in, str s, enum intern_step step);
/** Gives string `i` the number `number[i]`; those with INTERN_NONE are forgotten. The others are numbered from 0
 * without a gap. False when memory ran out. O(strings), without looking at their bytes. */
bool intern_renumber(struct intern *in, const uint32_t *number);

#endif
