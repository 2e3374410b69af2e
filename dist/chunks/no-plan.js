// src/compose/no-plan.ts
/** The members of a result of `plan` where it made none. */
const NO_PLAN = {
	plan: null,
	filesBefore: null,
	planDigest: null,
	changes: null,
	added: null,
	file: null,
	next: null,
	promotions: null
};

export { NO_PLAN as t };