package net.mytestbed.pxe.manager;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A port over its real part, each call of which can be watched, held up or made to fail. */
final class Intercepted {
    private Intercepted() {}

    /** The call as it would go without us. */
    interface Call {
        @Nullable
        Object proceed() throws Throwable;
    }

    /** What becomes of a call. */
    interface Interception {
        @Nullable
        Object of(String method, Object[] arguments, Call call) throws Throwable;
    }

    static <T> T port(Class<T> port, T part, Interception interception) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(),
                new Class<?>[] {port},
                (proxy, method, arguments) -> interception.of(method.getName(), arguments, () -> {
                    try {
                        return method.invoke(part, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
