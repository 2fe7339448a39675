/* How is a name found again? Names become the index sections of a book.
 *
 *   FORM, FORM_TOKEN   the readings of every name and their tokens
 *   KEY                everything a form can be found by, sorted by text and class
 *   POSTING            for each key the forms that have it, as far as they serve screening
 *   SOUND_KEY, SOUND   the keys by sound, so that near ones are found without comparing all
 *   CLASS_KEY          the keys that belong to a group of words, by group
 *   PHRASE             whole names by hash, for scanning documents
 *   IDENTIFIER         passports, registrations … by hash
 *
 * All names are parsed once to count in how many of them each token occurs; only then is it known how telling a
 * token is, and the keys are listed. The sections depend on the input alone, on no hash seed. */
#ifndef COMPILE_INDEX_H
#define COMPILE_INDEX_H

#include "base/vec.h"
#include "book/book.h"

/** What is indexed: items as they go into the book. */
struct index_input {
	struct book_name *names; /* first_form and form_count are filled in here */
	size_t name_count;
	const struct book_entity *entities; /* for their schema and where their statements lie */
	size_t entity_count;
	const struct book_ref *refs; /* for the entity of a statement */
	size_t ref_count;
	const struct book_statement *statements;
	size_t statement_count;
	/** The text of a string number; the slice stays valid while more strings are added. */
	str (*text)(void *context, uint32_t string);
	/** The number of a text, which is added when it is new; 0 when memory ran out (the text is never empty). */
	uint32_t (*string)(void *context, str text);
	void *context; /* for both */
};

/** The sections, owned. */
struct index_sections {
	VEC(struct book_form) forms;
	VEC(struct book_form_token) tokens;
	VEC(struct book_key) keys;
	VEC(uint32_t) postings;
	VEC(struct book_phrase) phrases;
	VEC(uint32_t) class_keys;
	VEC(struct book_identifier) identifiers;
	VEC(struct book_sound_key) sound_keys;
	VEC(uint8_t) sounds;
};

/** Fills `out` (zero-initialised) and the form ranges of the names. A name with nothing legible in it is kept with
 *  no forms. TIES_ERR_NOMEM, or TIES_ERR_LIMIT past 2^32 items of a kind. O(names · log names). */
ties_code index_build(struct index_sections *out, const struct index_input *in, ties_error *err);
/** Adds all of these sections to the book being written. */
void index_write(const struct index_sections *index, struct book_writer *w);
void index_finish(struct index_sections *index);

/** Parts of index_build, each for its sections; false when memory ran out. The keys are in order by then. */
bool index_identifiers(struct index_sections *out, const struct index_input *in);
bool index_sounds(struct index_sections *out, const struct index_input *in);
/** Under which rules names of an entity are compared: by its schema. */
unsigned index_kind(uint16_t schema);

#endif
