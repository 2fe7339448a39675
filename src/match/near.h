/* What in the index is near a query's key? */
#ifndef MATCH_NEAR_H
#define MATCH_NEAR_H

#include "match/near_store.h"
#include "names/retrieval.h"

/** What is near one key of a query; few items are there twice. */
struct near {
	const struct near_key *keys;
	size_t key_count;
	const struct near_run *runs, *runs_end; /* for forms of one kind */
	const uint32_t *joined;                 /* FORM items that have joined tokens near it */
	size_t joined_count;
	const uint32_t *initials; /* FORM items whose initials equal it */
	size_t initials_count;
};

/** Where a key is compared with the one that looks. */
enum near_route {
	NEAR_NOWHERE, /* it cannot be near */
	NEAR_ALONE,   /* by itself */
	NEAR_ABJAD,   /* in the block of those whose vowels cost half */
	NEAR_BLOCK    /* in that block; behind it the others, by enum band_lengths */
};

/** Keys that are compared side by side. */
struct near_block {
	unsigned count;
	struct band_block words;   /* in SOUND */
	uint8_t flags[BAND_WORDS]; /* KEY_…, whatever a book says; NEAR_FURTHER */
};
enum { NEAR_FURTHER = 128 }; /* it is compared once more if it is not near by its sounds */

/** What was decided of two neighbours, for forms have many in common. */
struct near_pair {
	uint32_t first, second; /* KEY items */
	bool abjad;             /* one of them is of a script that leaves vowels out */
	bool near;              /* … they are near the key that looks, joined */
	uint64_t scan;          /* of the list that it was decided for, else nothing holds */
};
enum { NEAR_PAIRS = 256 };

/** Signatures of the key that looks. */
struct near_asked {
	uint64_t of[2 * SIGNATURES_MAX + 2]; /* of keys, of joined tokens, of letters, of initials */
	size_t kinds, keys;                  /* of keys: of the first, of sequences of kinds; of all. 0: too many */
	size_t listed;                       /* of keys: the first that is looked up in SIGNATURE */
	size_t joined;                       /* of joined tokens; 0: too many */
	size_t all;
};

struct near_cache {
	const ties_book *b;
	struct near_store tokens, others; /* of tokens; of two joined and of initials, which seldom come again */
	struct near_lists *made;          /* where the list being made goes */
	VEC(uint32_t) forms;              /* of that list: with joined tokens, … */
	size_t joined;                    /* … so many, then with initials */
	uint64_t *asked;                  /* bit by SOUND item: it is compared or among `noted`; all 0 between calls */
	VEC(uint32_t) lettered;           /* SOUND items, then KEY items, of keys of the same letters */
	VEC(uint32_t) noted;              /* SOUND items that keys begin with, to be compared */
	VEC(struct book_range) walked;    /* SOUND items marked as asked */
	uint8_t differ; /* KEY_… flags of keys whose script or affix may differ from that of the one that looks */
	uint8_t script; /* … whose script may */
	uint32_t safe;  /* SOUND items before this one are followed by as many bytes as a block takes */
	uint8_t limit[2][BAND_SOUNDS]; /* by number of sounds, in blocks: the greatest distance of near keys; [1]: with
	                                  vowels at half cost */
	struct near_block block[BAND_LENGTHS], block_abjad;
	struct near_pair pairs[NEAR_PAIRS]; /* by hash */
	uint64_t scans;                     /* lists made since the beginning */
	struct name_seeker seeker;
	struct near_asked asking;
};

/** The cache is all zero before. False when memory ran out. */
bool near_cache_init(struct near_cache *c, const ties_book *b);
void near_cache_finish(struct near_cache *c);
/** Begins a query. What was found before may be forgotten. */
void near_begin(struct near_cache *c);
/** The list of what is near `key`, valid until the next near_begin. False when memory ran out. O(1) when it was asked
 *  before; O(what is near) when a key of the same text was; else about the number of keys that share a signature. */
bool near_find(struct near_cache *c, const struct name_key *key, uint32_t *list);
/** What is in it for forms of kind `run`; borrowed until near_find. O(1). */
static inline struct near near_of(const struct near_cache *c, const struct name_key *key, uint32_t list, unsigned run)
{
	const struct near_lists *s = key->kind == KEY_TOKEN ? &c->tokens.young : &c->others.young;
	const struct near_list *l = &s->lists.ptr[list];
	const uint32_t *forms = s->forms.ptr + l->first_form;

	return (struct near){
	    .keys = s->keys.ptr + l->first_key,
	    .key_count = l->keys,
	    .runs = s->runs.ptr + l->run[run],
	    .runs_end = s->runs.ptr + l->run[run + 1],
	    .joined = forms,
	    .joined_count = l->joined,
	    .initials = forms + l->joined,
	    .initials_count = l->initials,
	};
}
/** Begins to fetch what it has for forms of kind `run`. */
void near_ask(const struct near_cache *c, const struct name_key *key, uint32_t list, unsigned run);

#endif
