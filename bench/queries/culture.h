/* Names as people of one country bear them, out of the files of bench/data/ordinary.
 *
 * A file has lines "key: value", lists are separated by commas, the most frequent first; a list may go over several
 * lines of the same key. "Ivanov/Ivanova" is what men and what women bear.
 *
 *   country: ru                           ISO code
 *   order: 70 given patronymic family     how often in a hundred, then the words of a name: given, father (a given
 *                                         name of men), initial, patronymic, family; anything else stands for itself,
 * before a hyphen without a space rare: 60                              in how many of a hundred a family name can be
 * one that hardly anyone bears men, women, family, patronymic: …     the lists */
#ifndef BENCH_CULTURE_H
#define BENCH_CULTURE_H

#include "bench/queries/random.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

enum { CULTURES_MAX = 64, ORDERS_MAX = 8 };

typedef VEC(str) str_list;

/** Pieces of family names, to make names that sound like them. */
struct syllables {
	str_list first, inner, last;
};

struct culture {
	str name;    /* of the file: "russia" */
	str country; /* ISO code */
	struct {
		uint32_t share; /* of the sum of shares */
		str words;
	} order[ORDERS_MAX];
	size_t order_count;
	uint32_t rare;                               /* percent */
	str_list given[2], family[2], patronymic[2]; /* of men, of women */
	struct syllables syllables[2];
};

struct cultures {
	struct arena arena;
	struct culture list[CULTURES_MAX];
	size_t count;
};

/** Reads every *.txt in `folder`, in the order of their names. */
ties_code cultures_read(struct cultures *out, const char *folder, ties_error *err);
void cultures_finish(struct cultures *c);

enum family_kind { FAMILY_COMMON, FAMILY_ANY };

/** Somebody's name, behind what `out` holds. FAMILY_ANY takes rare family names as well. */
void culture_person(const struct culture *c, struct random *r, enum family_kind kind, struct buf *out);
/** A word that sounds like a family name of the country; where there are no rare ones, a given name. */
void culture_coin(const struct culture *c, struct random *r, struct buf *out);

#endif
