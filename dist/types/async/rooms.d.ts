/** What one piece of work has room for. */
export interface Room {
    /** Counts bytes that are held until the work ends. It waits while they are too many beside those of the others. */
    grow(bytes: number, signal: AbortSignal): Promise<void>;
}
/**
 * Rooms for work whose need of memory shows while it goes on. So much of it goes on at the same time as there are rooms, and what
 * outgrows the small room that each of them has waits for the one large room. Who has that needs nothing that another one has.
 */
export declare class Rooms {
    #private;
    /** @param small bytes that work may hold in each of the `count` rooms while other work is in the large one. */
    constructor(count: number, small: number);
    /** Waits for a room, and has it until `work` ends. */
    enter<T>(signal: AbortSignal, work: (room: Room) => Promise<T>): Promise<T>;
}
