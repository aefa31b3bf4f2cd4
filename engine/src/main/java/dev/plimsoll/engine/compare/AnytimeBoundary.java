package dev.plimsoll.engine.compare;

/**
 * A bound that holds at all times together, however often somebody looks and whenever it ends: Student's t with a
 * mixture over the effect (Lai 1976; Wang and Ramdas, arXiv:2310.03722), in closed form.
 *
 * @param alpha probability that the mean is ever beyond the bound
 */
record AnytimeBoundary(double alpha) implements Boundary {
    /**
     * The mixture knows as much of the effect as so many rounds: with {@value} it is narrowest at some tens of rounds.
     */
    private static final double WEIGHT = 1;

    @Override
    public double standardErrors(int rounds) {
        double shrinkage = WEIGHT / (WEIGHT + rounds);
        double twoSided = 2 * alpha;
        double growth = Math.pow((WEIGHT + rounds) / (WEIGHT * twoSided * twoSided), 1.0 / rounds);
        double room = 1 - growth * shrinkage;
        return room <= 0 ? Double.POSITIVE_INFINITY : Math.sqrt((rounds - 1) * (growth - 1) / room);
    }
}
