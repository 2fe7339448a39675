/* How is a name found again? Names become the index sections of a book.
 *
 *   FORM, FORM_TOKEN, TOKEN      the readings of every name and their tokens
 *   KEY                the distinct tokens, sorted by text and class
 *   SOUND, SOUND_START how they sound, by the sequence of kinds of consonants
 *   POSTING            for each key the forms that can be found by it, as far as they serve screening
 *   SIGNATURE, SIGNATURE_START   keys and forms by signature, so that near ones are found without comparing all
 *   SKETCH             the readings in brief, so that most are not looked at in full
 *   CLASS_KEY          the keys that belong to a group of words, by group
 *   PHRASE, PHRASE_START         whole names by hash, for scanning documents
 *   IDENTIFIER         passports, registrations … by hash
 *
 * All names are parsed once to count in how many of them each token occurs; only then is it known how telling a
 * token is, and the keys are listed. The sections depend on the input alone, on no hash seed. */
#ifndef COMPILE_INDEX_H
#define COMPILE_INDEX_H

#include "base/vec.h"
#include "book/book.h"
#include "compile/pack.h"
#include "names/names.h"

/** What is indexed: items as they go into the book. */
struct index_input {
	struct laid_name *names; /* by entity; put in order here, first_form and form_count filled in */
	size_t name_count;
	struct laid_entity *entities; /* for their schema; first_name is filled in here */
	size_t entity_count;
	/** The text of a string number; the slice stays valid while more strings are added. */
	str (*text)(void *context, uint32_t string);
	/** The number of a text, which is added when it is new; 0 when memory ran out (the text is never empty). */
	uint32_t (*string)(void *context, str text);
	void *context; /* for both */
};

/** A whole name as a phrase. */
struct index_phrase {
	uint64_t hash;
	uint32_t form;
};

/** The sections, owned. */
struct index_sections {
	VEC(struct book_form) forms;
	VEC(struct book_token) tokens; /* of all forms */
	VEC(struct book_token) distinct_tokens;
	VEC(uint32_t) form_tokens; /* distinct ones */
	VEC(struct book_key) keys;
	VEC(uint32_t) postings;
	VEC(struct index_phrase) phrases;
	VEC(struct book_phrase) packed_phrases;
	VEC(uint32_t) phrase_starts;
	VEC(uint32_t) class_keys;
	VEC(struct book_identifier) identifiers;
	VEC(struct book_sound) sounds;
	VEC(uint32_t) sound_starts;
	VEC(struct book_signature) signatures;
	VEC(struct book_sketch) sketches;
	VEC(uint32_t) signature_starts;
};

/** Something to be listed under a signature. */
struct index_listed {
	uint64_t signature;
	struct book_signature entry;
};
typedef VEC(struct index_listed) index_listed_vec;

/** Before index_build, in order of the entities: lists the identifiers that the statements of `entity` give, in
 * sections that are zero-initialised before the first. `text` is that of struct index_input. False when memory ran out.
 */
bool index_identify(struct index_sections *out, uint32_t entity, uint16_t schema, const struct laid_said *said,
                    str text(void *context, uint32_t string), void *context);
/** Fills `out` (empty but for identifiers) and the form ranges of the names. A name with nothing legible in it is kept
 * with no forms. TIES_ERR_NOMEM, or TIES_ERR_LIMIT past 2^32 items of a kind. O(names · log names). */
ties_code index_build(struct index_sections *out, const struct index_input *in, ties_error *err);
/** Adds all of these sections to the book being written. */
void index_write(const struct index_sections *index, struct book_writer *w);
void index_finish(struct index_sections *index);

/** Puts names, their forms and tokens in the order of the book. The names are parsed, the keys have their df. */
bool index_order(struct index_sections *out, const struct index_input *in);
/** Parts of index_build, each for its sections; false when memory ran out. The keys are in order by then. */
void index_identifiers(struct index_sections *out);
bool index_sounds(struct index_sections *out, const struct index_input *in);
/** Lists form `form` under the signatures of a key that is no token. */
bool index_list_form(index_listed_vec *listed, const struct name_key *key, uint32_t form);
/** Lists the keys, too, and lays everything listed out. */
bool index_signatures(struct index_sections *out, const struct index_input *in, index_listed_vec *listed);
/** Sorts and packs the phrases. */
bool index_phrases(struct index_sections *out);
/** Numbers the tokens, each once, with the final numbers of their keys. */
bool index_tokens(struct index_sections *out, size_t names);
/** Forms in brief, after index_tokens and index_sounds. */
bool index_sketches(struct index_sections *out);
/** Under which rules names of an entity are compared: by its schema. */
unsigned index_kind(uint16_t schema);

#endif
