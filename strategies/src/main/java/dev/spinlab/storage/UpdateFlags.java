package dev.spinlab.storage;

/** Flags of {@link LocalStorage#update}, with the kernel's numbers (kernel-facts 2.3). */
public final class UpdateFlags {
    /** Create or replace. */
    public static final int ANY = 0;

    /** Create only: present gives EEXIST. */
    public static final int NOEXIST = 1;

    /** Replace only: absent gives ENOENT. */
    public static final int EXIST = 2;

    /** Copy into the present value under its own lock; a map without value locks gives EINVAL. Added to one of the others. */
    public static final int LOCK = 4;

    private UpdateFlags() {}

    static boolean valid(int flags, StorageMap map) {
        int rest = flags & ~LOCK;
        return rest >= ANY && rest <= EXIST && ((flags & LOCK) == 0 || map.valueLocks());
    }
}
