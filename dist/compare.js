import { t as begin } from "./chunks/begin.js";

// src/action/compare-entry.ts
begin("compare");

export {  };