package m365ls.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LanesTest {

    @Test
    void noMoreThanFourRequestsOfATenantAreOnTheirWay() throws Exception {
        Lanes lanes = new Lanes();
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int crowd = 16;
        List<Future<Boolean>> done = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        try {
            for (int i = 0; i < crowd; i++) {
                done.add(threads.submit(() -> {
                    for (int turn = 0; turn < 200; turn++) {
                        assertTrue(lanes.enter("contoso", () -> false));
                        most.accumulateAndGet(busy.incrementAndGet(), Math::max);
                        busy.decrementAndGet();
                        lanes.leave("contoso");
                    }
                    return true;
                }));
            }
            for (Future<Boolean> each : done) {
                assertTrue(each.get(60, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
        assertTrue(most.get() <= Lanes.AT_A_TIME, "" + most.get());
    }

    @Test
    void tenantsDoNotWaitForEachOther() throws InterruptedException {
        Lanes lanes = new Lanes();
        for (int i = 0; i < Lanes.AT_A_TIME; i++) {
            assertTrue(lanes.enter("contoso", () -> false));
        }
        assertTrue(lanes.enter("fabrikam", () -> false));
    }

    @Test
    void whoseRunEndsWaitsNoLonger() throws Exception {
        Lanes lanes = new Lanes();
        for (int i = 0; i < Lanes.AT_A_TIME; i++) {
            assertTrue(lanes.enter("contoso", () -> false));
        }
        AtomicBoolean ended = new AtomicBoolean();
        CountDownLatch looked = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> entered = thread.submit(() -> lanes.enter("contoso", () -> {
                looked.countDown();
                return ended.get();
            }));
            assertTrue(looked.await(60, TimeUnit.SECONDS));
            ended.set(true);
            lanes.wake();
            assertFalse(entered.get(60, TimeUnit.SECONDS));
        } finally {
            thread.shutdownNow();
        }
        assertEquals(4, Lanes.AT_A_TIME);
    }
}
