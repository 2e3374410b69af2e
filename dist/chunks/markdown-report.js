import { n as fitted, t as planSections } from "./plan-sections.js";

// src/report/plan-markdown.ts
/** A comment of GitHub has 65,536 characters at most. */
const LIMIT = 6e4;
/**
* A plan in Markdown, for a comment that people review: at most 60,000 characters, which say how much was left out.
*/
function planMarkdown(plan, facts = {}) {
	return fitted(planSections(plan, facts), LIMIT, "the plan as JSON");
}

// src/cli/markdown-report.ts
/** What `plan --output markdown` prints; nothing where there is no plan. */
function markdownReport({ plan, planDigest, added, filesBefore }) {
	return plan === null ? "" : planMarkdown(plan, {
		planDigest: planDigest ?? void 0,
		added: added ?? void 0,
		before: filesBefore ?? void 0
	});
}

export { markdownReport };