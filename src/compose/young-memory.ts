export { boundYoungMemory } from '../io/young-memory.ts';
