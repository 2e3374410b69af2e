export { limitHeapGrowth } from '../io/heap-limits.ts';
