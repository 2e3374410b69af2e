import { R as optionsOf } from "./words.js";
import { t as givenFlags } from "./given-flags.js";

// src/compose/refuse-of-a-plan.ts
/** Options of `plan` that count whatever it does. */
const ALWAYS = [
	"output",
	"quiet",
	"verbose",
	"debug",
	"deadline"
];
/** Notes operands and options that are about a plan where none is made. */
function refuseOfAPlan({ values, problems }, { file, ...options }, { flag, does, counting }) {
	if (file !== void 0) problems.add("usage", `${flag} ${does}, and takes no promotions file`, "Leave FILE out.");
	if (values.output === "markdown") problems.add("usage", `--output markdown is of a plan, and ${flag} makes none`, "Leave it out.");
	const others = optionsOf("plan").map(({ name }) => name).filter((name) => !ALWAYS.includes(name) && !counting.includes(name));
	for (const one of givenFlags(others, options)) problems.add("usage", `${one} is about a plan, and ${flag} makes none`, `Leave ${one} out.`);
}

export { refuseOfAPlan as t };