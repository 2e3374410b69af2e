import { rt as storeOpener } from "./registry.js";

// src/compose/side-openers.ts
async function sideOpeners(run, { read, write }) {
	const from = await storeOpener(run, {
		read,
		write: read
	});
	return {
		from,
		to: read === write ? from : await storeOpener(run, {
			read: write,
			write
		})
	};
}

export { sideOpeners as t };