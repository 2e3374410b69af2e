import { t as begin } from "./chunks/begin.js";

// src/action/promote-entry.ts
begin("promote");

export {  };