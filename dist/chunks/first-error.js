// src/operations/first-error.ts
/** The error of the run, else that of the first image or destination with an error; `null` where there is none. */
function firstError(result) {
	const ofImage = ({ error, destinations, compared = [] }) => error ?? [...destinations, ...compared].find((one) => one.error)?.error;
	return result.error ?? result.images.map(ofImage).find((error) => error) ?? null;
}

export { firstError as t };