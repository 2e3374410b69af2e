// src/compose/plan-or-merge.ts
/** The command `plan`: what a promotion would do, or with `--results` what the shards of one did. Never rejects. */
async function planOrMerge(options, signal) {
	return options.results === void 0 ? (await import("./run-plan.js")).runPlan(options, signal) : (await import("./run-merge.js")).runMerge(options, signal);
}

export { planOrMerge };