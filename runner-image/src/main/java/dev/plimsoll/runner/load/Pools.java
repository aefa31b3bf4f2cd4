package dev.plimsoll.runner.load;

import dev.plimsoll.engine.contract.Load;
import dev.plimsoll.engine.contract.Target.Sharing;
import dev.plimsoll.runner.http.ConnectionPool;
import io.netty.util.collection.LongObjectHashMap;

/**
 * Who uses which connections of a loop: all the same ones; each user its own; each turn its own, where there are no
 * users.
 */
final class Pools {
    private enum Owner {
        LOOP,
        USER,
        TURN
    }

    private final ConnectionPool shared;
    private final Owner owner;
    private final LongObjectHashMap<ConnectionPool> users = new LongObjectHashMap<>();

    private Pools(ConnectionPool shared, Owner owner) {
        this.shared = shared;
        this.owner = owner;
    }

    static Pools of(ConnectionPool shared, Sharing sharing, Load load) {
        return new Pools(
                shared,
                switch (sharing) {
                    case SHARED -> Owner.LOOP;
                    case PER_USER ->
                        switch (load) {
                            case Load.Open _ -> Owner.TURN;
                            case Load.Closed _ -> Owner.USER;
                        };
                });
    }

    /** The connections that a turn uses. */
    ConnectionPool of(long turn) {
        return switch (owner) {
            case LOOP -> shared;
            case USER -> ofUser(ClosedModel.userOf(turn));
            case TURN -> shared.separate();
        };
    }

    private ConnectionPool ofUser(long user) {
        var pool = users.get(user);
        if (pool == null) {
            pool = shared.separate();
            users.put(user, pool);
        }
        return pool;
    }

    /** A turn has ended: what only it used is closed. */
    void ended(ConnectionPool used) {
        if (owner == Owner.TURN) {
            used.closeIdle();
        }
    }
}
