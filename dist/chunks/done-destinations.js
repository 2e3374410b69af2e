// src/action/done-destinations.ts
/** The destinations at which an image was promoted, or was already. */
function doneDestinations({ destinations }) {
	return destinations.filter(({ status }) => status === "promoted" || status === "unchanged").map((one) => ({
		...one,
		tag: one.tags.find(({ action }) => action !== "left" && action !== "kept")?.tag
	}));
}

export { doneDestinations as t };