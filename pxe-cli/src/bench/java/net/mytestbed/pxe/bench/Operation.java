package net.mytestbed.pxe.bench;

/** What the clients of a load do, each with nodes of its own, so that every set changes a link. */
enum Operation {
    SET("set") {
        @Override
        String service(int node, long turn) {
            return "/pxe/setBootImage" + nodeIn(node) + "&img=" + Testbed.image(turn);
        }

        @Override
        String bare(int node, long turn) {
            return "/set?" + Testbed.hex(node) + "=" + Testbed.image(turn);
        }
    },
    SET_AND_CLEAR("set, clear, set ...") {
        @Override
        String service(int node, long turn) {
            return (turn & 1) == 0 ? SET.service(node, turn) : "/pxe/clearBootImage" + nodeIn(node);
        }

        @Override
        String bare(int node, long turn) {
            return (turn & 1) == 0 ? SET.bare(node, turn) : "/clear?" + Testbed.hex(node);
        }
    },
    GET("get") {
        @Override
        String service(int node, long turn) {
            return "/pxe/getBootImage" + nodeIn(node);
        }

        @Override
        String bare(int node, long turn) {
            return "/get?" + Testbed.hex(node);
        }
    };

    /** As many as the original's testbeds had. */
    static final int NODES = 400;

    private static final int MOST_CLIENTS = 64;
    private static final int NODES_EACH = NODES / MOST_CLIENTS;
    private static final int TURNS = 2;

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    private static String nodeIn(int node) {
        return "?domain=" + Testbed.DOMAIN + "&node=" + Testbed.name(node);
    }

    abstract String service(int node, long turn);

    abstract String bare(int node, long turn);

    Load.Requests ofService(boolean keepAlive) {
        return requests(keepAlive, this::service);
    }

    Load.Requests ofBare(boolean keepAlive) {
        return requests(keepAlive, this::bare);
    }

    private interface Target {
        String of(int node, long turn);
    }

    /** Made beforehand, so that the clients spend their time on asking. */
    private static Load.Requests requests(boolean keepAlive, Target target) {
        byte[][][] all = new byte[NODES][TURNS][];
        for (int node = 0; node < NODES; node++) {
            for (int turn = 0; turn < TURNS; turn++) {
                all[node][turn] = HttpCalls.get(target.of(node, turn), keepAlive);
            }
        }
        return (client, count) ->
                all[client + MOST_CLIENTS * (int) (count % NODES_EACH)][(int) (count / NODES_EACH % TURNS)];
    }
}
