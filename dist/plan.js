import { t as begin } from "./chunks/begin.js";

// src/action/plan-entry.ts
begin("plan");

export {  };