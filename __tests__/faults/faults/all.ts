import { BY_DISK } from './by-disk.ts';
import { BY_REGISTRY } from './by-registry.ts';
import { BY_REQUEST } from './by-request.ts';
import type { Fault } from './fault.ts';

export const FAULTS: readonly Fault[] = [...BY_REGISTRY, ...BY_DISK, ...BY_REQUEST];
