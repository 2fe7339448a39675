/* The inline part of names.h: which letter sketches can belong to near keys.
 *
 * Bits 0..41 count sounds of seven robust groups (labials, nasals, r, l, dentals, sibilants, gutturals), up to
 * six each, in unary, so that the number of differing bits is at most the number of sounds by which two keys
 * differ. Bits 56..63 hold the number of sounds. docs/scoring.md proves that near keys differ in at most
 * (length a + length b) / 4 bits. */
#ifndef NAMES_SKETCH_H
#define NAMES_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

enum { NAME_SKETCH_LENGTH_SHIFT = 56 };
#define NAME_SKETCH_COUNTS ((UINT64_C(1) << 48) - 1)

static inline bool name_sketches_near(uint64_t a, uint64_t b)
{
	unsigned lengths = (unsigned)(a >> NAME_SKETCH_LENGTH_SHIFT) + (unsigned)(b >> NAME_SKETCH_LENGTH_SHIFT);

	return (unsigned)__builtin_popcountll((a ^ b) & NAME_SKETCH_COUNTS) * 4 <= (lengths < 4 ? 4 : lengths);
}

#endif
